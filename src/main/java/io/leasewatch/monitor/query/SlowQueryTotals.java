package io.leasewatch.monitor.query;

import io.leasewatch.core.text.LineLimit;
import java.time.Duration;
import java.time.Instant;
import org.HdrHistogram.IntCountsHistogram;

/** Counts the slow executions of one statement. Not thread-safe. */
final class SlowQueryTotals {

    private static final long LONGEST_MICROS = Duration.ofHours(1).toNanos() / 1000;

    /** Two significant digits, which keep the size at 10 KB. */
    private final IntCountsHistogram micros = new IntCountsHistogram(100, LONGEST_MICROS, 2);

    private final long number;
    private long maxNanos;
    private long totalNanos;
    private Instant lastSeen;
    private final LineLimit.Subject logged = new LineLimit.Subject();

    /** {@code number} is the creation order. */
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

    /** What the log lines about this statement are limited by. */
    LineLimit.Subject logged() {
        return logged;
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

    SlowQuery query(StatementKey key) {
        return new SlowQuery(
                key.sql(), key.pool(), key.site(), count(), percentile(50), percentile(95), max(), total(), lastSeen);
    }

    private Duration percentile(double percent) {
        long nanos = micros.getValueAtPercentile(percent) * 1000;
        return Duration.ofNanos(Math.min(nanos, maxNanos));
    }
}
