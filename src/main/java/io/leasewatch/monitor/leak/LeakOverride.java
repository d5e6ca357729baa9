package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.OverrideText;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A leak threshold for a single line of code, service or pool.
 *
 * @param of whether it is for a line, a service or a pool
 * @param name the line, such as {@code Report.java:41}, or the name of the service or pool
 * @param threshold how long its leases may be held, longer than zero; {@code null} for no limit
 */
public record LeakOverride(Of of, String name, @Nullable Duration threshold) {

    private static final String NEVER = "never";

    /** What an override is for, in order of precedence. */
    public enum Of {
        SITE,
        SERVICE,
        POOL
    }

    /**
     * Parses a text such as {@code pool:jdbc/reports=PT5M}.
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

    /** The threshold in nanoseconds; {@link Long#MAX_VALUE} for no limit. */
    long nanos() {
        return threshold == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(threshold);
    }
}
