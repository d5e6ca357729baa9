package io.leasewatch.monitor.leak;

import java.time.Duration;
import java.util.List;

/**
 * Limits the log lines about something that goes on: the first at once, then one after ten seconds, one after a minute, and one every
 * ten minutes. After twenty quiet minutes it begins anew. Not thread-safe.
 */
final class GrowingInterval {

    private static final List<Duration> INTERVALS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private static final Duration QUIET = Duration.ofMinutes(20);

    private long last;
    private int granted;

    /** Whether a line may be logged at {@code now}, a reading of a ticker in nanoseconds. */
    boolean tryAcquire(long now) {
        if (granted > 0 && now - last >= QUIET.toNanos()) {
            granted = 0;
        }
        if (granted > 0
                && now - last
                        < INTERVALS.get(Math.min(granted, INTERVALS.size()) - 1).toNanos()) {
            return false;
        }
        last = now;
        granted++;
        return true;
    }
}
