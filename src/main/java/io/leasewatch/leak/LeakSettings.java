package io.leasewatch.leak;

import java.time.Duration;

/**
 * When a lease is a leak.
 *
 * @param threshold how long a lease may be held unless its operation says otherwise; longer than zero
 * @param reportExecuting whether a lease is overdue even while it executes a statement
 * @param checkInterval how often open leases are looked at for overdue ones; longer than zero
 * @param memory how many leaks are remembered, 1 to 100,000
 */
public record LeakSettings(Duration threshold, boolean reportExecuting, Duration checkInterval, int memory) {

    public static final LeakSettings DEFAULT =
            new LeakSettings(Duration.ofSeconds(30), false, Duration.ofSeconds(10), 1000);

    public LeakSettings {
        if (threshold.isNegative() || threshold.isZero()) {
            throw new IllegalArgumentException("threshold must be longer than zero, was " + threshold);
        }
        if (checkInterval.isNegative() || checkInterval.isZero()) {
            throw new IllegalArgumentException("checkInterval must be longer than zero, was " + checkInterval);
        }
        if (memory < 1 || memory > 100_000) {
            throw new IllegalArgumentException("memory must be from 1 to 100000, was " + memory);
        }
    }
}
