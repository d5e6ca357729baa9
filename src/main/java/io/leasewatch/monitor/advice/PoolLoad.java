package io.leasewatch.monitor.advice;

/**
 * The load of a pool.
 *
 * @param perSecond acquisitions per second, not negative
 * @param holdSeconds the mean hold time in seconds, not negative
 */
public record PoolLoad(double perSecond, double holdSeconds) {

    public PoolLoad {
        if (!(perSecond >= 0) || !(holdSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "load must not be negative, was " + perSecond + "/s held for " + holdSeconds + " s");
        }
    }

    /**
     * The mean number of busy connections, in erlangs: {@code a = λ S}. J. D. C. Little, "A Proof for the Queuing Formula:
     * L = λW", Operations Research 9 (1961). It holds for any distribution of arrivals and hold times.
     */
    public double busy() {
        return perSecond * holdSeconds;
    }

    /** The fewest connections that can carry the load, if each is in use all the time; at least 1. */
    public int fewest() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(busy())));
    }
}
