package io.leasewatch.pool;

import java.time.Duration;

/**
 * How pools are read and when they are strained.
 *
 * @param interval how often they are read; longer than zero
 * @param warning the utilization from which a pool is strained, above 0 and up to 1
 * @param critical the utilization from which it is about to run dry, from {@code warning} to 1
 * @param logInterval how often a line per pool is logged; longer than zero
 */
public record PoolSettings(Duration interval, double warning, double critical, Duration logInterval) {

    public static final PoolSettings DEFAULT =
            new PoolSettings(Duration.ofSeconds(1), 0.80, 0.95, Duration.ofSeconds(30));

    public PoolSettings {
        if (interval.isNegative() || interval.isZero() || logInterval.isNegative() || logInterval.isZero()) {
            throw new IllegalArgumentException(
                    "interval and logInterval must be longer than zero, were " + interval + " and " + logInterval);
        }
        if (!(warning > 0 && warning <= critical && critical <= 1)) {
            throw new IllegalArgumentException(
                    "warning and critical must be 0 < warning <= critical <= 1, were " + warning + " and " + critical);
        }
    }
}
