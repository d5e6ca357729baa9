package io.leasewatch.monitor.advice;

/**
 * What was asked of a pool for about a minute.
 *
 * @param seconds how long exactly
 * @param acquired leases taken
 * @param released leases given back
 * @param heldSeconds how long those were held, in sum
 * @param retained connections that were kept by the server although closed, on average
 * @param busyP95 connections in use and expected back, which only 5 % of the looks exceeded
 * @param most connections in use and threads waiting, at the worst moment
 * @param waited the share of the looks that saw somebody wait, 0 to 1
 * @param full the share of the looks that saw all connections in use, 0 to 1
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
