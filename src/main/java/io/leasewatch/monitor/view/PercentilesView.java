package io.leasewatch.monitor.view;

import io.leasewatch.spi.Percentiles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Percentiles of durations in milliseconds; {@code null} if {@code count} is 0. */
public record PercentilesView(
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable Double max,
        long count) {

    private static final PercentilesView NONE = new PercentilesView(null, null, null, null, 0);

    public static PercentilesView of(Percentiles times) {
        return times.count() == 0
                ? NONE
                : new PercentilesView(
                        millis(times.p50()),
                        millis(times.p95()),
                        millis(times.p99()),
                        millis(times.max()),
                        times.count());
    }

    /** Rounds to microseconds, because most waits are shorter than a millisecond. */
    private static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e3;
    }
}
