package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.advice.Verdict.Cause;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import io.leasewatch.spi.WatchedBy;
import org.jspecify.annotations.Nullable;

/** What is said first of a pool that is short of connections although nothing of it is known to leak. */
final class LoadHeadline {

    private LoadHeadline() {}

    /** {@code null} of a pool that is not, from {@code warning} of its maximum on; {@code next} is what will become of it. */
    static @Nullable Headline of(PoolReading reading, double warning, String next, @Nullable Verdict verdict) {
        boolean waits = reading.waiting() > 0;
        if (reading.expectedFull() || (!waits && !reading.isStrainedFrom(warning))) {
            return null;
        }
        boolean full = reading.isFull();
        Cause cause = verdict == null ? Cause.UNKNOWN : verdict.cause();
        boolean explained = cause != Cause.UNKNOWN && cause != Cause.NOTHING;
        return new Headline(
                reading.poolName(),
                waits || full ? Severity.ERROR : Severity.WARNING,
                reading.poolName() + " is " + (full ? "exhausted" : "strained") + ": " + Headlines.used(reading)
                        + " in use"
                        + (waits ? " and " + Headlines.count(reading.waiting(), "thread waits", "threads wait") : "")
                        + suspicion(reading, cause),
                null,
                full ? "" : next,
                explained && verdict != null ? verdict.sentence() : "");
    }

    private static String suspicion(PoolReading reading, Cause cause) {
        if (cause == Cause.LEAK) {
            return ", and though no lease is known to have leaked, they look like leaks.";
        }
        return reading.watchedBy() == WatchedBy.POOL_NUMBERS
                ? ", and nobody sees who holds them."
                : ", and none of them has leaked.";
    }
}
