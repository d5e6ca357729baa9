package io.leasewatch.monitor.pgbouncer;

import java.sql.SQLException;
import java.util.List;

/** A connection to the admin console of a PgBouncer. Used by one thread, but any thread may call {@link #abort}. */
interface Console {

    /**
     * Runs {@code SHOW what} and returns its rows.
     *
     * @throws SQLException if the console rejects the command, or does not answer; without an answer the connection is closed
     */
    List<ConsoleRow> show(String what) throws SQLException;

    /** Whether the connection is open. Does not contact the console. */
    boolean isOpen();

    /** Closes the connection. */
    void close();

    /** Aborts the connection, and any command that is running on it. */
    void abort();

    /** Opens connections to consoles. */
    interface Opener {

        /** Connects and logs in. Throws within the timeout of {@code settings} if the console does not answer. */
        Console open(PgBouncerAddress address, PgBouncerSettings settings) throws SQLException;
    }
}
