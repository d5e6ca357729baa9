package io.leasewatch.spi;

import java.time.Duration;

/**
 * How long something took in some window of time: half of all took no longer than {@code p50}, 95 of 100 no longer than
 * {@code p95}, 99 of 100 no longer than {@code p99}, and none longer than {@code max}. Up to 1 % off, and to the microsecond; zero
 * where {@code count} is.
 */
public record Percentiles(long count, Duration p50, Duration p95, Duration p99, Duration max) {

    /** Of nothing. */
    public static final Percentiles NONE =
            new Percentiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
