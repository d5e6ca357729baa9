package io.leasewatch.bench;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the measured application. */
@Entity
@Table(name = "book")
public class MeasuredBook {

    @Id
    private int id;

    private String title = "";
}
