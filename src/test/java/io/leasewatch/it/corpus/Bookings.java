package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Cargos, in transactions of the container's. */
@Stateless
public class Bookings extends Databases {

    @Resource(lookup = "jms/factory")
    private ConnectionFactory factory;

    @Resource(lookup = "jms/handling")
    private Queue handling;

    @PersistenceContext(unitName = "cargo")
    private EntityManager entities;

    public void book(String cargo) {
        entities.persist(new Cargo(cargo));
        entities.flush(); // cargo/booked
    }

    public String track(String cargo) {
        return entities.find(Cargo.class, cargo).place();
    }

    public List<String> list() {
        return entities.createQuery("select c.id from Cargo c order by c.id", String.class)
                .getResultList(); // cargo/listed
    }

    public String route(String cargo) throws SQLException {
        entities.find(Cargo.class, cargo).moveTo("route");
        try (Connection connection = shared.getConnection()) { // cargo/routed
            return use(connection);
        }
    }

    public String routeAndLeaveOpen(String cargo) throws SQLException {
        entities.find(Cargo.class, cargo).moveTo("route");
        return use(shared.getConnection()); // cargo/routed-left-open
    }

    /** Sends a message in the transaction that reads the cargo. */
    public void report(String cargo) {
        try (JMSContext messages = factory.createContext()) {
            messages.createProducer()
                    .send(handling, entities.find(Cargo.class, cargo).id());
        }
    }

    /** In a transaction of its own: the databases of the corpus cannot take part in one transaction. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void move(String cargo, String place) {
        entities.find(Cargo.class, cargo).moveTo(place);
    }
}
