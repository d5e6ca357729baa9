package io.leasewatch.it.corpus;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A cargo that was booked, and where it is. */
@Entity
public class Cargo {

    @Id
    private String id = "";

    private String place = "";

    protected Cargo() {}

    Cargo(String id) {
        this.id = id;
        this.place = "booked";
    }

    String id() {
        return id;
    }

    String place() {
        return place;
    }

    void moveTo(String next) {
        place = next;
    }
}
