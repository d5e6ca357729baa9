package io.leasewatch.monitor.history;

import java.time.Duration;
import java.time.Instant;

/** The length of an aggregate. Hours and days begin in UTC. */
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

    /** The start of the hour or day that contains {@code moment}. */
    Instant begin(Instant moment) {
        return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), millis) * millis);
    }
}
