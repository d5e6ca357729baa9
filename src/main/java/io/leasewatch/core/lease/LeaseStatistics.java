package io.leasewatch.core.lease;

import java.time.Duration;

/**
 * What was taken and given back since the start, or since the last reset.
 *
 * @param totalAcquired leases taken, those that are out now included
 * @param totalReleased leases given back
 * @param currentlyActive leases that are out now
 * @param peakConnections the most that were out at once
 * @param averageConnectionDuration how long those given back were held on average, zero if there were none
 * @param errors errors recorded
 */
public record LeaseStatistics(
        long totalAcquired,
        long totalReleased,
        int currentlyActive,
        int peakConnections,
        Duration averageConnectionDuration,
        long errors) {}
