package org.example.parcels;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** Something in a parcel. */
@Entity
public class Thing {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
    private long id;

    private String name = "";

    @ManyToOne(fetch = FetchType.LAZY)
    private Parcel parcel = new Parcel();

    protected Thing() {}

    Thing(Parcel parcel, String name) {
        this.parcel = parcel;
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public Parcel getParcel() {
        return parcel;
    }
}
