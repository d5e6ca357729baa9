package io.leasewatch.monitor.history;

import java.time.Duration;
import java.time.Instant;

/** How much time an aggregate is about. Both begin where they begin in UTC. */
public enum AggregateStep {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final long millis;

    AggregateStep(Duration length) {
        this.millis = length.toMillis();
    }

    long millis() {
        return millis;
    }

    /** When the one began that {@code moment} lies in. */
    Instant begin(Instant moment) {
        return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), millis) * millis);
    }
}
