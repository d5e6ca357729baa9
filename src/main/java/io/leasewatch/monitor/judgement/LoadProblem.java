package io.leasewatch.monitor.judgement;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.pool.WaitersText;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problem of a pool that is short of connections and has no open leak. */
final class LoadProblem {

    private LoadProblem() {}

    /** {@code null} if no thread waits, the utilization is below {@code warning}, and the verdict names no problem. */
    static @Nullable Problem of(PoolReading reading, double warning, @Nullable Verdict verdict) {
        boolean waits = reading.waiting() > 0;
        boolean strained = waits || reading.isStrainedFrom(warning);
        Cause cause = cause(verdict);
        if (reading.expectedFull() || (!strained && cause != Cause.SUSPECTED_LEAK && cause != Cause.POOLER_FULL)) {
            return null;
        }
        boolean full = reading.isFull();
        String explanation = verdict == null || !strained || cause == Cause.LOAD ? "" : verdict.sentence();
        return new Problem(
                cause,
                waits || full ? State.CRITICAL : State.WARNING,
                strained || verdict == null
                        ? reading.poolName() + " is " + state(waits, full) + ": " + used(reading) + " in use"
                                + (waits ? " and " + WaitersText.of(reading.waiting()) : "")
                                + suspicion(reading, cause)
                        : verdict.sentence(),
                null,
                verdict == null ? List.of() : verdict.evidence(),
                explanation);
    }

    private static Cause cause(@Nullable Verdict verdict) {
        return verdict == null
                ? Cause.LOAD
                : switch (verdict.cause()) {
                    case LEAK -> Cause.SUSPECTED_LEAK;
                    case TOO_SMALL -> Cause.TOO_SMALL;
                    case SLOW_DATABASE -> Cause.SLOW_DATABASE;
                    case DOWNSTREAM -> Cause.POOLER_FULL;
                    case NOTHING, STRANDED, UNEXPLAINED, UNKNOWN -> Cause.LOAD;
                };
    }

    private static String state(boolean waits, boolean full) {
        return full ? "exhausted" : waits ? "short of connections" : "nearly exhausted";
    }

    private static String suspicion(PoolReading reading, Cause cause) {
        if (cause == Cause.SUSPECTED_LEAK) {
            return ". No leak is certain, but the leases look like leaks.";
        }
        return reading.watchedBy() == WatchedBy.POOL_NUMBERS
                ? ". Their holders are unknown, because the pool is not watched."
                : ", and none of them has leaked.";
    }

    private static String used(PoolReading reading) {
        return reading.maxCount() == null
                ? HumanText.count(reading.inUseCount(), "connection")
                : reading.inUseCount() + " of " + reading.maxCount() + " connections are";
    }
}
