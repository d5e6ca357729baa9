package io.leasewatch.monitor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A way to a database. Used by one thread. */
interface DatabaseAccess {

    /**
     * A connection to ask over, which is to be closed. May wait for as long as the database does; what is asked over it may take {@code
     * timeout} each.
     */
    Connection connect(Duration timeout) throws SQLException;

    /** Whether the connection is nobody else's, so that it is kept between looks. One of a pool is given back after each. */
    boolean isKept();
}
