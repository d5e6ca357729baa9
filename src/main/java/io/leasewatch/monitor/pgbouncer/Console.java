package io.leasewatch.monitor.pgbouncer;

import java.sql.SQLException;
import java.util.List;

/** A connection to the admin console of a PgBouncer. One thread asks; any thread may {@link #abort}. */
interface Console {

    /**
     * The rows of {@code SHOW what}.
     *
     * @throws SQLException if there is no answer, or one that says no; what there is no answer to ends the connection
     */
    List<ConsoleRow> show(String what) throws SQLException;

    /** Whether it can be asked, as far as that is known without asking. */
    boolean isOpen();

    /** Says good-bye. */
    void close();

    /** Ends it at once, whatever it is at. */
    void abort();

    /** How to get one. */
    interface Opener {

        /** Returns one that has answered, or throws within the settings' timeout. */
        Console open(PgBouncerAddress address, PgBouncerSettings settings) throws SQLException;
    }
}
