package io.leasewatch.monitor.advice;

import org.jspecify.annotations.Nullable;

/**
 * One look at a pool.
 *
 * @param atNanos when, as the registry's ticker has it
 * @param inUse connections in use
 * @param waiting threads that wait for one, as far as anybody can tell
 * @param max the most connections the pool may open, {@code null} if nobody knows
 * @param retained connections that the server keeps although their handles are closed
 * @param suspects leases that are older than the pool's p99 hold and execute nothing
 * @param acquired leases taken so far
 * @param released leases given back so far
 * @param heldNanos how long those were held, in sum
 * @param timeouts acquisitions that timed out so far
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
