package io.leasewatch.monitor.live;

import io.leasewatch.core.time.Ticker;
import java.time.Instant;

/**
 * The same moment on the wall clock and on the ticker. Converts a reading of the ticker to a time of day; the same reading always
 * gives the same time.
 *
 * @param millis milliseconds since 1970
 * @param nanos the reading of the ticker
 */
public record ClockOrigin(long millis, long nanos) {

    private static final long MAX_DRIFT_MILLIS = 1000;

    public static ClockOrigin now() {
        return new ClockOrigin(Instant.now().toEpochMilli(), Ticker.SYSTEM.nanos());
    }

    /**
     * Returns {@code now} if the clocks differ by more than a second, because the wall clock was set or the ticker stopped while
     * the machine slept; otherwise this.
     */
    public ClockOrigin renewedBy(ClockOrigin now) {
        return Math.abs(now.millis - millisAt(now.nanos)) > MAX_DRIFT_MILLIS ? now : this;
    }

    /** Converts a reading of the ticker to milliseconds since 1970. */
    long millisAt(long tickerNanos) {
        return millis + Math.floorDiv(tickerNanos - nanos, 1_000_000L);
    }
}
