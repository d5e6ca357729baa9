package io.leasewatch.bookshop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A customer's order of one book. */
@Entity
@Table(name = "BOOK_ORDER")
@SequenceGenerator(name = "orders", sequenceName = "BOOK_ORDER_ID", allocationSize = 1)
public class Order {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "orders")
    private int id;

    private int bookId;
    private int quantity;

    protected Order() {}

    Order(int bookId, int quantity) {
        this.bookId = bookId;
        this.quantity = quantity;
    }

    public int getId() {
        return id;
    }

    public int getBookId() {
        return bookId;
    }

    public int getQuantity() {
        return quantity;
    }
}
