package io.leasewatch.bookshop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Several connections held at once, given back together. */
final class Armful implements AutoCloseable {

    private final Deque<Connection> connections = new ArrayDeque<>();

    void add(Connection connection) {
        connections.push(connection);
    }

    @Override
    public void close() throws SQLException {
        while (!connections.isEmpty()) {
            connections.pop().close();
        }
    }
}
