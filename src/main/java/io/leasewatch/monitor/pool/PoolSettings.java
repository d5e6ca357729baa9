package io.leasewatch.monitor.pool;

import java.time.Duration;
import java.util.Set;

/**
 * How pools are polled, and the thresholds of their utilization. Immutable.
 *
 * @param interval how often pools are polled; longer than zero
 * @param warning the utilization from which there is a warning, greater than 0, at most 1
 * @param critical the utilization from which the state is critical, from {@code warning} to 1
 * @param logInterval how often a line per pool is logged; longer than zero
 * @param sustainedAfter how long the utilization must be at least {@code warning} before it raises an alert of its own; longer than zero
 * @param longHold connections that are held longer than this are counted as long holds; not negative
 * @param expectedFull the names of pools that are expected to be full
 * @param strandedAfter a connection in use that no lease and no unit of work has is stranded after this time; longer than zero
 * @param summaryInterval how often a summary line is logged; longer than zero
 */
public record PoolSettings(
        Duration interval,
        double warning,
        double critical,
        Duration logInterval,
        Duration sustainedAfter,
        Duration longHold,
        Set<String> expectedFull,
        Duration strandedAfter,
        Duration summaryInterval) {

    public static final PoolSettings DEFAULT =
            new PoolSettings(Duration.ofSeconds(1), 0.80, 0.95, Duration.ofSeconds(30));

    /** Creates settings with defaults for the other values. */
    public PoolSettings(Duration interval, double warning, double critical, Duration logInterval) {
        this(
                interval,
                warning,
                critical,
                logInterval,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Set.of(),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1));
    }

    public PoolSettings {
        expectedFull = Set.copyOf(expectedFull);
        if (interval.isNegative() || interval.isZero() || logInterval.isNegative() || logInterval.isZero()) {
            throw new IllegalArgumentException(
                    "interval and logInterval must be longer than zero, were " + interval + " and " + logInterval);
        }
        if (!(warning > 0 && warning <= critical && critical <= 1)) {
            throw new IllegalArgumentException(
                    "warning and critical must be 0 < warning <= critical <= 1, were " + warning + " and " + critical);
        }
        if (sustainedAfter.isNegative()
                || sustainedAfter.isZero()
                || summaryInterval.isNegative()
                || summaryInterval.isZero()) {
            throw new IllegalArgumentException("sustainedAfter and summaryInterval must be longer than zero, were "
                    + sustainedAfter + " and " + summaryInterval);
        }
        if (strandedAfter.isNegative() || strandedAfter.isZero()) {
            throw new IllegalArgumentException("strandedAfter must be longer than zero, was " + strandedAfter);
        }
        if (longHold.isNegative()) {
            throw new IllegalArgumentException("longHold must not be negative, was " + longHold);
        }
    }
}
