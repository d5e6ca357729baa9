package io.leasewatch.bookshop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A book that is no longer sold. */
@Entity
@Table(name = "ARCHIVED_BOOK")
public class ArchivedBook {

    @Id
    private int id;

    private String title = "";

    protected ArchivedBook() {}

    ArchivedBook(int id, String title) {
        this.id = id;
        this.title = title;
    }

    public int getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }
}
