package io.leasewatch.monitor.leak;

import java.time.Duration;

/**
 * What is taken back, and when.
 *
 * @param mode whether leaks are taken back by themselves
 * @param after how long ago a leak was found, and its connection used, before that is done; not negative
 * @param mostPerMinute how many steps are taken in a minute at most, 1 to 10,000
 * @param overdue whether that holds for leases that are only suspected, too
 * @param rules what may be done to a lease
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
