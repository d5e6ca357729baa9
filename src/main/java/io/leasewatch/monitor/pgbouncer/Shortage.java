package io.leasewatch.monitor.pgbouncer;

import java.util.Locale;

/** Why clients of a pool wait for a server. */
public enum Shortage {
    /** They do not, or they are just being served. */
    NONE,
    /** All servers that the pool may have are in use. */
    FULL,
    /** There could be more servers, but PostgreSQL takes its time to let them in. */
    SERVER_SLOW,
    /** Somebody has paused the database. */
    PAUSED,
    /**
     * The pool has no server, and none is being opened: PostgreSQL was out of reach a moment ago; or PgBouncer is paused as a whole, which
     * it does not say before 1.19.
     */
    UNSERVED;

    /** Its name in JSON, such as {@code server_slow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
