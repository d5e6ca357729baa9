package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.SQLException;

/** The database of a {@link JdbcStore}. Thread-safe. */
interface Database {

    Connection connect() throws SQLException;

    /** Called before rows are deleted. */
    default void deleting() {}

    /** Called after each committed change, with a connection to query. */
    default void changed(Connection connection) throws SQLException {}

    /** Called once, when the store is closed. */
    default void close() throws SQLException {}
}
