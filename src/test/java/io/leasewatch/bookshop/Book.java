package io.leasewatch.bookshop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A book on the shelf. */
@Entity
@Table(name = "BOOK")
public class Book {

    @Id
    private int id;

    private String title = "";
    private String author = "";

    protected Book() {}

    Book(int id, String title, String author) {
        this.id = id;
        this.title = title;
        this.author = author;
    }

    public int getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public String getAuthor() {
        return author;
    }
}
