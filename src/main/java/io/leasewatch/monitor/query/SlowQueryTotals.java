package io.leasewatch.monitor.query;

import java.time.Duration;
import java.time.Instant;
import org.HdrHistogram.IntCountsHistogram;

/** Adds up slow executions of one statement. Not thread-safe. */
final class SlowQueryTotals {

    private static final long LONGEST_MICROS = Duration.ofHours(1).toNanos() / 1000;

    /** Two digits are enough to read, and keep it at 10 KB. */
    private final IntCountsHistogram micros = new IntCountsHistogram(100, LONGEST_MICROS, 2);

    private final long number;
    private long maxNanos;
    private long totalNanos;
    private Instant lastSeen;
    private long loggedMinute = -1;

    /** {@code number} tells the order in which they were made. */
    SlowQueryTotals(long number, Instant now) {
        this.number = number;
        this.lastSeen = now;
    }

    void add(long nanos, Instant now) {
        micros.recordValue(Math.min(LONGEST_MICROS, nanos / 1000));
        maxNanos = Math.max(maxNanos, nanos);
        totalNanos += nanos;
        lastSeen = now;
    }

    /** Whether nothing was said of it in that minute; afterwards something was. */
    boolean firstIn(long minute) {
        boolean first = minute != loggedMinute;
        loggedMinute = minute;
        return first;
    }

    long count() {
        return micros.getTotalCount();
    }

    long number() {
        return number;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    Duration max() {
        return Duration.ofNanos(maxNanos);
    }

    Duration total() {
        return Duration.ofNanos(totalNanos);
    }

    SlowQuery query(StatementKey what) {
        return new SlowQuery(
                what.sql(),
                what.pool(),
                what.site(),
                count(),
                percentile(50),
                percentile(95),
                max(),
                total(),
                lastSeen);
    }

    private Duration percentile(double of) {
        long nanos = micros.getValueAtPercentile(of) * 1000;
        return Duration.ofNanos(Math.min(nanos, maxNanos));
    }
}
