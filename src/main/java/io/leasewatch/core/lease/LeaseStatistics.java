package io.leasewatch.core.lease;

import java.time.Duration;

/**
 * Counts of leases since the start or the last reset.
 *
 * @param totalAcquired leases opened, including those that are open now
 * @param totalReleased leases closed
 * @param currentlyActive leases open now
 * @param peakConnections the most leases open at once
 * @param averageConnectionDuration the average hold time of closed leases, zero if there are none
 * @param errors errors recorded
 */
public record LeaseStatistics(
        long totalAcquired,
        long totalReleased,
        int currentlyActive,
        int peakConnections,
        Duration averageConnectionDuration,
        long errors) {}
