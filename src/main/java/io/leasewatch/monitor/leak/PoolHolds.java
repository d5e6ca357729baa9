package io.leasewatch.monitor.leak;

import java.time.Duration;

/**
 * The hold times of the ended leases of a pool.
 *
 * @param count the number of leases
 * @param p99 the 99th percentile of their hold times, with an error of up to 6.25 %
 */
public record PoolHolds(long count, Duration p99) {}
