package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pool at one point in time. A component is {@code null} if it was unknown.
 *
 * @param instance the server that took the sample
 * @param pool the name of the pool
 * @param at when the sample was taken
 * @param utilization connections in use divided by the maximum, 0 to 1
 * @param active connections in use
 * @param idle idle connections
 * @param waiting threads waiting for a connection
 * @param max the maximum size of the pool
 * @param peak the maximum number of connections in use at once in the last minute
 * @param waitMillis the 95th percentile of the time that threads waited for a connection, in milliseconds
 * @param holdMillis the 95th percentile of the time that connections were held, in milliseconds
 * @param timeouts the number of acquisition timeouts since the server started
 * @param leaks the number of open leaks
 */
public record PoolSample(
        String instance,
        String pool,
        Instant at,
        double utilization,
        int active,
        int idle,
        @Nullable Integer waiting,
        @Nullable Integer max,
        @Nullable Integer peak,
        @Nullable Double waitMillis,
        @Nullable Double holdMillis,
        long timeouts,
        int leaks) {}
