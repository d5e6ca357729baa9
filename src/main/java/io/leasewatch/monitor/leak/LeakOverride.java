package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.OverrideText;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A threshold of its own for a line of code, a service or a pool.
 *
 * @param of which of the three
 * @param name the line as it is written everywhere, such as {@code Report.java:41}, or the service's or the pool's name
 * @param threshold how long its leases may be held, longer than zero; {@code null} for as long as they like
 */
public record LeakOverride(Of of, String name, @Nullable Duration threshold) {

    private static final String NEVER = "never";

    /** What it is for; the first that fits a lease counts. */
    public enum Of {
        SITE,
        SERVICE,
        POOL
    }

    /**
     * Reads {@code pool:jdbc/reports=PT5M}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static LeakOverride parse(String text) {
        OverrideText parts = OverrideText.parse(text);
        Duration threshold = parts.value().equals(NEVER) ? null : Duration.parse(parts.value());
        if (threshold != null && (threshold.isNegative() || threshold.isZero())) {
            throw new IllegalArgumentException(text);
        }
        return new LeakOverride(OverrideText.constant(Of.class, parts.kind()), parts.name(), threshold);
    }

    boolean fits(Lease lease) {
        return name.equals(
                switch (of) {
                    case SITE -> lease.site().toString();
                    case SERVICE -> lease.borrower().operation().service();
                    case POOL -> lease.pool().name();
                });
    }

    /** Nanoseconds; {@link Long#MAX_VALUE} for as long as they like. */
    long nanos() {
        return threshold == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(threshold);
    }
}
