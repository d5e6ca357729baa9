package io.leasewatch.bookshop;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The connections that were forgotten on purpose, kept so that they can be closed after all. Thread-safe. */
@ApplicationScoped
public class Leaked {

    private final List<Connection> connections = new ArrayList<>();

    /** Forgets a connection, and says how many are forgotten now. */
    synchronized int forget(Connection connection) throws SQLException {
        connections.add(connection);
        return open();
    }

    /** Closes them all, and says how many of them were open. */
    synchronized int heal() throws SQLException {
        int open = open();
        for (Connection connection : connections) {
            // Those that the server has closed are closed once more: it does no harm, and whoever counts sees them
            // returned.
            connection.close();
        }
        connections.clear();
        return open;
    }

    private int open() throws SQLException {
        int open = 0;
        for (Connection connection : connections) {
            open += connection.isClosed() ? 0 : 1;
        }
        return open;
    }
}
