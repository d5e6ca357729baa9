package io.leasewatch.monitor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Opens connections to a database for polling. Used by one thread. */
interface DatabaseAccess {

    /**
     * Opens a connection, which the caller closes. May block. {@code timeout} applies to each query on the connection.
     */
    Connection connect(Duration timeout) throws SQLException;

    /** Whether the connection is dedicated to polling and kept open between polls. A connection of a pool is returned after each poll. */
    boolean isKept();
}
