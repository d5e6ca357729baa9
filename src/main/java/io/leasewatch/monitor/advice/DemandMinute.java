package io.leasewatch.monitor.advice;

/**
 * The demand on a pool during about a minute.
 *
 * @param seconds the exact length
 * @param acquired leases taken
 * @param released leases returned
 * @param heldSeconds the total hold time of the returned leases
 * @param retained the average number of closed connections that the server retained
 * @param busyP95 the 95th percentile of connections in use that are expected back
 * @param most the maximum of connections in use plus threads waiting
 * @param waited the share of samples in which a thread waited, 0 to 1
 * @param full the share of samples in which all connections were in use, 0 to 1
 * @param timeouts acquisitions that timed out
 */
record DemandMinute(
        double seconds,
        long acquired,
        long released,
        double heldSeconds,
        double retained,
        int busyP95,
        int most,
        double waited,
        double full,
        long timeouts) {}
