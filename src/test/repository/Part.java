package org.example.parts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Part {

    @Id
    public long id;

    public String name;

    public Part() {}

    public Part(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
