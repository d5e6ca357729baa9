package io.leasewatch.monitor.leak;

import java.time.Duration;

/**
 * How long leases of a pool were held that are over.
 *
 * @param count how many
 * @param p99 how long 99 of 100 were held at most; up to 6.25 % off
 */
public record PoolHolds(long count, Duration p99) {}
