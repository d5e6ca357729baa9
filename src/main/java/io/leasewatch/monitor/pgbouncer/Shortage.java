package io.leasewatch.monitor.pgbouncer;

import java.util.Locale;

/** The reason why clients of a pool wait for a server connection. */
public enum Shortage {
    /** No client waits, or the waiting clients are about to be served. */
    NONE,
    /** The pool has its maximum number of server connections, and all are in use. */
    FULL,
    /** The pool is opening server connections, but PostgreSQL accepts them slowly. */
    SERVER_SLOW,
    /** The database, or PgBouncer as a whole, is paused. */
    PAUSED,
    /**
     * The pool has no server connection, and none is being opened: PostgreSQL could not be reached a moment ago, or PgBouncer is paused as
     * a whole, which it does not report before 1.19.
     */
    UNSERVED;

    /** Its name in JSON, such as {@code server_slow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
