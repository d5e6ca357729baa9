package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pool or a service over an hour or a day. {@code null} where nobody could tell in all that time.
 *
 * @param instance the server that saw it
 * @param name of the pool or the service
 * @param from when that hour or day began, in UTC
 * @param samples how many samples it is made of
 * @param utilization the share of its maximum in use, 0 to 1; services have none
 * @param active connections in use
 * @param waiting threads that waited; of services nobody knows
 * @param waitMillis the 95th percentiles of the wait of each sample, in milliseconds; of services nobody knows
 * @param holdMillis the 95th percentiles of the hold of each sample, of services the averages, in milliseconds
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
        @Nullable Distribution holdMillis) {}
