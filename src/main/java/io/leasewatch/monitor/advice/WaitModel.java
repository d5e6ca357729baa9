package io.leasewatch.monitor.advice;

/** How long somebody who asks a pool of a certain size for a connection waits, by one model of who asks. */
interface WaitModel {

    /** The longest time anybody can be told to expect. */
    double FOREVER = Double.POSITIVE_INFINITY;

    /** How likely it is that somebody who asks has to wait longer than that, 0 to 1. */
    double waitLongerThan(double seconds);

    /** The wait that only {@code 1 − share} of those who ask exceed. Seconds, infinite if the pool cannot keep up. */
    double waitPercentile(double share);
}
