package io.leasewatch.spi;

import java.time.Duration;

/**
 * Durations within a window of time: 50 % of them are at most {@code p50}, 95 % at most {@code p95}, 99 % at most {@code p99},
 * and all at most {@code max}. Accurate to 1 %, with a resolution of 1 µs. All durations are zero if {@code count} is 0.
 */
public record Percentiles(long count, Duration p50, Duration p95, Duration p99, Duration max) {

    /** No durations. */
    public static final Percentiles NONE =
            new Percentiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
