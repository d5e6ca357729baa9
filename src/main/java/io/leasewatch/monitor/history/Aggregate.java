package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a pool or a service in one hour or day. A component is {@code null} if no sample has a value for it.
 *
 * @param instance the server that took the samples
 * @param name the name of the pool or the service
 * @param from the start of the hour or day, in UTC
 * @param samples the number of samples
 * @param utilization connections in use divided by the maximum, 0 to 1; {@code null} for services
 * @param active connections in use
 * @param waiting waiting threads; {@code null} for services
 * @param waitMillis the 95th percentiles of the wait time in the samples, in milliseconds; {@code null} for services
 * @param holdMillis the 95th percentiles of the hold time in the samples, for services the averages, in milliseconds
 */
public record Aggregate(
        String instance,
        String name,
        Instant from,
        int samples,
        @Nullable Distribution utilization,
        @Nullable Distribution active,
        @Nullable Distribution waiting,
        @Nullable Distribution waitMillis,
        @Nullable Distribution holdMillis) {

    /** The distribution of a value over time. The 95th percentile is a value that occurred, not an interpolation. */
    public record Distribution(double min, double average, double p95, double max) {}
}
