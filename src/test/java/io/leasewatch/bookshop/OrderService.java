package io.leasewatch.bookshop;

import io.leasewatch.request.TrackConnections;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Takes orders, each in a transaction. */
@Stateless
@TrackConnections(service = "orders")
public class OrderService {

    @PersistenceContext(unitName = "bookshop")
    private EntityManager entities;

    /** The order as it was stored; empty if there is no such book. */
    public Optional<Order> place(int bookId, int quantity) {
        if (entities.find(Book.class, bookId) == null) {
            return Optional.empty();
        }
        Order order = new Order(bookId, quantity);
        entities.persist(order);
        return Optional.of(order);
    }
}
