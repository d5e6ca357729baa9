package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When a lease is a leak.
 *
 * @param threshold how long a lease may be held, unless its operation has a threshold of its own; longer than zero
 * @param reportExecuting whether a lease is overdue even while it executes a statement
 * @param checkInterval how often overdue leases are searched for; longer than zero
 * @param memory the maximum number of ended leaks that are kept, 1 to 100,000
 * @param logStack which stacks are logged
 * @param resolvedAfter after which time without a leak of a line the leaks of that line count as mended; longer than zero
 * @param overrides thresholds for single lines, services and pools; they take precedence over all others
 * @param meant code that holds connections intentionally
 */
public record LeakSettings(
        Duration threshold,
        boolean reportExecuting,
        Duration checkInterval,
        int memory,
        LogStack logStack,
        Duration resolvedAfter,
        List<LeakOverride> overrides,
        List<MeantLine> meant) {

    private static final Duration RESOLVED_AFTER = Duration.ofDays(7);

    public static final LeakSettings DEFAULT =
            new LeakSettings(Duration.ofSeconds(30), false, Duration.ofSeconds(10), 1000);

    /** Creates settings without exceptions that log the application's frames. */
    public LeakSettings(Duration threshold, boolean reportExecuting, Duration checkInterval, int memory) {
        this(
                threshold,
                reportExecuting,
                checkInterval,
                memory,
                LogStack.APPLICATION,
                RESOLVED_AFTER,
                List.of(),
                List.of());
    }

    public LeakSettings {
        if (threshold.isNegative() || threshold.isZero()) {
            throw new IllegalArgumentException("threshold must be longer than zero, was " + threshold);
        }
        if (checkInterval.isNegative() || checkInterval.isZero()) {
            throw new IllegalArgumentException("checkInterval must be longer than zero, was " + checkInterval);
        }
        if (resolvedAfter.isNegative() || resolvedAfter.isZero()) {
            throw new IllegalArgumentException("resolvedAfter must be longer than zero, was " + resolvedAfter);
        }
        // In order of precedence.
        overrides = overrides.stream()
                .sorted(Comparator.comparing(LeakOverride::of))
                .toList();
        meant = List.copyOf(meant);
        if (memory < 1 || memory > 100_000) {
            throw new IllegalArgumentException("memory must be from 1 to 100000, was " + memory);
        }
    }

    /** How long {@code lease} may be held, in nanoseconds; {@link Long#MAX_VALUE} for no limit. */
    long limitNanos(Lease lease) {
        for (LeakOverride one : overrides) {
            if (one.fits(lease)) {
                return one.nanos();
            }
        }
        // A duration that overflows becomes Long.MAX_VALUE, which is never reached.
        return lease.borrower().operation().holdLimitNanos(TimeUnit.NANOSECONDS.convert(threshold));
    }
}
