package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.advice.Verdict.Cause;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import io.leasewatch.spi.WatchedBy;
import org.jspecify.annotations.Nullable;

/** The headline of a pool that is short of connections and has no open leak. */
final class LoadHeadline {

    private LoadHeadline() {}

    /** {@code null} if no thread waits and the utilization is below {@code warning}; {@code next} says what will happen. */
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
                reading.poolName() + " is " + state(waits, full) + ": " + Headlines.used(reading)
                        + " in use"
                        + (waits ? " and " + Headlines.waits(reading.waiting()) : "")
                        + suspicion(reading, cause),
                null,
                full ? "" : next,
                explained && verdict != null ? verdict.sentence() : "");
    }

    private static String state(boolean waits, boolean full) {
        return full ? "exhausted" : waits ? "short of connections" : "nearly exhausted";
    }

    private static String suspicion(PoolReading reading, Cause cause) {
        if (cause == Cause.LEAK) {
            return ". No leak is certain, but the leases look like leaks.";
        }
        return reading.watchedBy() == WatchedBy.POOL_NUMBERS
                ? ". Their holders are unknown, because the pool is not watched."
                : ", and none of them has leaked.";
    }
}
