package io.leasewatch.web.live;

import io.leasewatch.core.time.Ticker;
import java.time.Instant;

/**
 * A moment by both clocks, so that what the ticker says can be told as a time of day, and the same time every time.
 *
 * @param millis since 1970
 * @param nanos of the ticker
 */
record ClockOrigin(long millis, long nanos) {

    private static final long MOST_OFF_MILLIS = 1000;

    static ClockOrigin now() {
        return new ClockOrigin(Instant.now().toEpochMilli(), Ticker.SYSTEM.nanos());
    }

    /** This one, or {@code now} if the clock was set since, or stood still as that of a machine that sleeps may. */
    ClockOrigin renewedBy(ClockOrigin now) {
        return Math.abs(now.millis - millisAt(now.nanos)) > MOST_OFF_MILLIS ? now : this;
    }

    /** Milliseconds since 1970, of a reading of the ticker. */
    long millisAt(long tickerNanos) {
        return millis + Math.floorDiv(tickerNanos - nanos, 1_000_000L);
    }
}
