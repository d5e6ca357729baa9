package io.leasewatch.monitor.database;

import java.util.Locale;

/** What a circuit breaker lets through. */
public enum BreakerState {
    /** There is none. */
    OFF,
    /** Everybody passes. */
    CLOSED,
    /** The database answers again: a few pass at a time, to see whether it lasts. */
    HALF_OPEN,
    /** Nobody passes. */
    OPEN;

    /** Its name in JSON, such as {@code half_open}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
