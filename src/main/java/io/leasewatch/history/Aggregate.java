package io.leasewatch.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pool over an hour or a day. {@code null} where nobody could tell in all that time.
 *
 * @param pool its name
 * @param from when that hour or day began, in UTC
 * @param samples how many samples it is made of
 * @param utilization the share of its maximum in use, 0 to 1
 * @param active connections in use
 * @param waiting threads that waited
 * @param waitMillis the 95th percentiles of the wait of each sample, in milliseconds
 * @param holdMillis the 95th percentiles of the hold of each sample, in milliseconds
 */
public record Aggregate(
        String pool,
        Instant from,
        int samples,
        Spread utilization,
        Spread active,
        @Nullable Spread waiting,
        @Nullable Spread waitMillis,
        @Nullable Spread holdMillis) {}
