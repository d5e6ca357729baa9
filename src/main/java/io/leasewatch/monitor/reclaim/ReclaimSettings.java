package io.leasewatch.monitor.reclaim;

import java.time.Duration;

/**
 * Which connections are reclaimed, and when.
 *
 * @param mode whether leaked connections are reclaimed automatically
 * @param after how long after a leak was found, and after its connection was last used, it is reclaimed; not negative
 * @param mostPerMinute the maximum number of steps per minute, 1 to 10,000
 * @param overdue whether overdue leases, which are only suspected, are reclaimed too
 * @param rules the steps that are allowed
 */
public record ReclaimSettings(
        ReclaimMode mode, Duration after, int mostPerMinute, boolean overdue, ReclaimRules rules) {

    public static final ReclaimSettings DEFAULT =
            new ReclaimSettings(ReclaimMode.OFF, Duration.ofSeconds(30), 10, false, new ReclaimRules(false, false));

    public ReclaimSettings {
        if (after.isNegative()) {
            throw new IllegalArgumentException("after must not be negative, was " + after);
        }
        if (mostPerMinute < 1 || mostPerMinute > 10_000) {
            throw new IllegalArgumentException("mostPerMinute must be from 1 to 10000, was " + mostPerMinute);
        }
    }
}
