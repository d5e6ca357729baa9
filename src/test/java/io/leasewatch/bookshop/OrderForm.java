package io.leasewatch.bookshop;

/** What a customer sends to order a book. */
public class OrderForm {

    public int bookId;
    public int quantity;
}
