package io.leasewatch.monitor.advice;

/**
 * What is asked of a pool.
 *
 * @param perSecond connections that are taken in a second, not negative
 * @param holdSeconds how long one is held on average, not negative
 */
public record PoolLoad(double perSecond, double holdSeconds) {

    public PoolLoad {
        if (!(perSecond >= 0) || !(holdSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "load must not be negative, was " + perSecond + "/s held for " + holdSeconds + " s");
        }
    }

    /**
     * How many connections that keeps busy on average, in erlangs: {@code a = λ S}. J. D. C. Little, "A Proof for the Queuing Formula:
     * L = λW", Operations Research 9 (1961). It holds whatever the arrivals and the hold times look like.
     */
    public double busy() {
        return perSecond * holdSeconds;
    }

    /** The fewest connections that could do the work, were every one of them in use all the time; at least 1. */
    public int fewest() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(busy())));
    }
}
