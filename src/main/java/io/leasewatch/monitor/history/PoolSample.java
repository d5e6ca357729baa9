package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pool as it was at one moment. {@code null} is "nobody could tell".
 *
 * @param instance the server that saw it
 * @param pool its name
 * @param at when
 * @param utilization the share of its maximum that was in use, 0 to 1
 * @param active connections in use
 * @param idle connections that nobody used
 * @param waiting threads that waited
 * @param max the most connections it might open
 * @param peak the most in use at once in the minute before
 * @param waitMillis the 95th percentile of how long threads waited for a connection, in milliseconds
 * @param holdMillis the 95th percentile of how long connections were held, in milliseconds
 * @param timeouts acquisitions that had timed out since the server started
 * @param leaks leaks that were open
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
