package io.leasewatch.monitor.database;

import java.util.Locale;

/** The state of a guarded database. */
public enum DatabaseState {
    /** The database has not answered yet, or is being warmed up. */
    CONNECTING,
    UP,
    /** The last ping failed, or found the pool full; the next one decides. */
    DEGRADED,
    /** Several pings in a row failed. */
    DOWN,
    /** The server is stopping. */
    STOPPING;

    /** Its name in JSON, such as {@code up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
