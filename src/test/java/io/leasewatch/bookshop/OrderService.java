package io.leasewatch.bookshop;

import io.leasewatch.TrackConnections;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
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

    /** All of them, or none if there is no such book as one of them wants. */
    public List<Order> placeAll(List<OrderForm> forms) {
        List<Order> placed = new ArrayList<>();
        for (OrderForm form : forms) {
            placed.add(place(form.bookId, form.quantity).orElseThrow(() -> new NoSuchBook(form.bookId)));
            entities.flush();
        }
        return placed;
    }

    public List<Order> all() {
        return entities.createQuery("select o from Order o order by o.id", Order.class)
                .getResultList();
    }
}
