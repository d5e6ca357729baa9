package io.leasewatch.monitor.database;

import java.util.Locale;

/** The state of a circuit breaker. */
public enum BreakerState {
    /** There is no breaker. */
    OFF,
    /** All acquisitions are admitted. */
    CLOSED,
    /** The database answers again. A few acquisitions at a time are admitted, as a trial. */
    HALF_OPEN,
    /** All acquisitions are refused. */
    OPEN;

    /** Its name in JSON, such as {@code half_open}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
