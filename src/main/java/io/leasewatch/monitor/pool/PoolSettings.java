package io.leasewatch.monitor.pool;

import java.time.Duration;
import java.util.Set;

/**
 * How pools are read and when they are strained.
 *
 * @param interval how often they are read; longer than zero
 * @param warning the utilization from which a pool is strained, above 0 and up to 1
 * @param critical the utilization from which it is about to run dry, from {@code warning} to 1
 * @param logInterval how often a line per pool is logged; longer than zero
 * @param sustainedAfter for how long a pool must be strained before that is an alert of its own; longer than zero
 * @param longHold from when on a connection is held for long; not negative
 * @param expectedFull names of pools that are meant to be full
 * @param summaryInterval how often a line about everything is logged; longer than zero
 */
public record PoolSettings(
        Duration interval,
        double warning,
        double critical,
        Duration logInterval,
        Duration sustainedAfter,
        Duration longHold,
        Set<String> expectedFull,
        Duration summaryInterval) {

    public static final PoolSettings DEFAULT =
            new PoolSettings(Duration.ofSeconds(1), 0.80, 0.95, Duration.ofSeconds(30));

    /** Everything else as by default. */
    public PoolSettings(Duration interval, double warning, double critical, Duration logInterval) {
        this(
                interval,
                warning,
                critical,
                logInterval,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Set.of(),
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
        if (longHold.isNegative()) {
            throw new IllegalArgumentException("longHold must not be negative, was " + longHold);
        }
    }
}
