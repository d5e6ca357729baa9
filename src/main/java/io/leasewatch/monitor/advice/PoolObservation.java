package io.leasewatch.monitor.advice;

import org.jspecify.annotations.Nullable;

/**
 * One sample of a pool.
 *
 * @param atNanos the time, as a reading of the registry's ticker
 * @param inUse connections in use
 * @param waiting waiting threads, 0 if unknown
 * @param max the maximum size of the pool, {@code null} if unknown
 * @param retained closed connections that the server retains
 * @param suspects leases that have been held longer than the pool's p99 and execute nothing
 * @param acquired leases taken so far
 * @param released leases returned so far
 * @param heldNanos the total hold time of the returned leases
 * @param timeouts acquisitions that have timed out so far
 */
record PoolObservation(
        long atNanos,
        int inUse,
        int waiting,
        @Nullable Integer max,
        int retained,
        int suspects,
        long acquired,
        long released,
        long heldNanos,
        long timeouts) {

    /** Connections in use that are expected back. */
    int busy() {
        return Math.max(0, inUse - suspects);
    }
}
