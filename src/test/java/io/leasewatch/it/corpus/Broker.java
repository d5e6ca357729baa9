package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Orders, quotes and accounts, in transactions of the container's. */
@Stateless
public class Broker extends Databases {

    @Resource
    private SessionContext context;

    @Resource(lookup = "jms/factory")
    private ConnectionFactory factory;

    @Resource(lookup = "jms/inbox")
    private Queue inbox;

    @PersistenceContext(unitName = "eclipselink")
    private EntityManager entities;

    @EJB
    private Vault vault;

    public String quote() throws SQLException {
        try (Connection connection = shared.getConnection(); // trade/quote
                PreparedStatement statement = connection.prepareStatement("select 1");
                ResultSet found = statement.executeQuery()) {
            return "found " + found.next();
        }
    }

    public String order() throws SQLException {
        Connection connection = shared.getConnection(); // trade/order
        try {
            use(connection);
            Object account = entities.createNativeQuery("select 1").getSingleResult();
            return quote() + account;
        } finally {
            connection.close();
        }
    }

    public String orderLater() throws SQLException {
        try (Connection connection = shared.getConnection(); // trade/order-later
                JMSContext messages = factory.createContext()) {
            messages.createProducer().send(inbox, "order");
            return use(connection);
        }
    }

    public String orderRefused() throws SQLException {
        try (Connection connection = unshared.getConnection()) { // trade/order-refused
            use(connection);
            context.setRollbackOnly();
            return "refused";
        }
    }

    public String login() throws SQLException {
        Connection connection = shared.getConnection(); // trade/login-fails
        try (PreparedStatement statement = connection.prepareStatement("select password from nowhere")) {
            statement.executeQuery();
        }
        connection.close();
        return "in";
    }

    public String keptByTheBean() throws SQLException {
        return vault.check();
    }
}
