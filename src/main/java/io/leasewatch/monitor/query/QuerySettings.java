package io.leasewatch.monitor.query;

import java.time.Duration;

/**
 * Which statements are slow.
 *
 * @param enabled whether slow statements are recorded
 * @param threshold a statement that takes at least this long is slow; longer than zero
 * @param size the maximum number of statements that are counted separately, 1 to 10,000; each takes about 10 KB
 */
public record QuerySettings(boolean enabled, Duration threshold, int size) {

    public static final QuerySettings DEFAULT = new QuerySettings(false, Duration.ofSeconds(1), 200);

    public QuerySettings {
        if (threshold.isNegative() || threshold.isZero()) {
            throw new IllegalArgumentException("threshold must be longer than zero, was " + threshold);
        }
        if (size < 1 || size > 10_000) {
            throw new IllegalArgumentException("size must be from 1 to 10000, was " + size);
        }
    }
}
