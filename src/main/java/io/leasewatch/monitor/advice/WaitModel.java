package io.leasewatch.monitor.advice;

/** A model of the wait for a connection of a pool of a given size. */
interface WaitModel {

    /** The wait at a pool that cannot keep up. */
    double FOREVER = Double.POSITIVE_INFINITY;

    /** The probability that an acquisition waits longer than {@code seconds}, 0 to 1. */
    double waitLongerThan(double seconds);

    /** The wait in seconds that {@code share} of the acquisitions do not exceed; infinite if the pool cannot keep up. */
    double waitPercentile(double share);
}
