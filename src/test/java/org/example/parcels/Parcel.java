package org.example.parcels;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import java.util.ArrayList;
import java.util.List;

/** Something to be delivered. What is in it is read from the database only when somebody looks. */
@Entity
public class Parcel {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
    @SequenceGenerator(name = "numbers", sequenceName = "NUMBERS", allocationSize = 1)
    private long id;

    private String receiver = "";

    @OneToMany(mappedBy = "parcel", cascade = CascadeType.ALL)
    private List<Thing> things = new ArrayList<>();

    protected Parcel() {}

    Parcel(String receiver) {
        this.receiver = receiver;
    }

    public long getId() {
        return id;
    }

    public String getReceiver() {
        return receiver;
    }

    void setReceiver(String receiver) {
        this.receiver = receiver;
    }

    public List<Thing> getThings() {
        return things;
    }
}
