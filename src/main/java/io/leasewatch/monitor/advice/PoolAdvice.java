package io.leasewatch.monitor.advice;

import io.leasewatch.core.text.HumanText;
import java.util.List;

/**
 * The advice for one pool. Immutable.
 *
 * @param pool the name of the pool
 * @param size the recommended size
 * @param forecast when leaks will exhaust the pool
 * @param verdict whether the pool leaks or is too small
 */
public record PoolAdvice(String pool, SizeAdvice size, Forecast forecast, Verdict verdict) {

    /** The advice if {@code leaks} leaks are certain: no size is right while a pool leaks. */
    public PoolAdvice leaking(int leaks) {
        if (leaks == 0) {
            return this;
        }
        String lost = HumanText.count(leaks, "connection") + " of " + pool + (leaks == 1 ? " was" : " were")
                + " not returned.";
        Verdict leak = new Verdict(
                Verdict.Cause.LEAK,
                pool + " is leaking: " + lost + " A larger pool only delays its exhaustion.",
                verdict.evidence());
        return new PoolAdvice(pool, size.withheld(List.of(lost)), forecast, leak);
    }
}
