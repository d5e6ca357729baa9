package io.leasewatch.core.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A kind of work that takes connections, such as {@code GET /api/books/{id}} of the service {@code bookshop}.
 *
 * @param service the application or module
 * @param name the operation's name, bounded in number: a path template or a method, never a path with ids in it
 * @param holdLimit how long its leases may be held before they are suspect; {@code null} for the general threshold
 * @param reason why it may hold for long, empty when it may not; with a reason and no limit it may hold for ever
 */
public record Operation(
        String service, String name, @Nullable Duration holdLimit, String reason) {

    /** Work of which nothing is known, because no request and no annotation stood around it. */
    public static final Operation UNKNOWN = new Operation("unknown", "unknown");

    /** An operation whose leases may be held as long as any others. */
    public Operation(String service, String name) {
        this(service, name, null, "");
    }

    /** How long its leases may be held, given the general threshold; {@link Long#MAX_VALUE} means for ever. Nanoseconds. */
    public long holdLimitNanos(long thresholdNanos) {
        if (holdLimit != null) {
            return TimeUnit.NANOSECONDS.convert(holdLimit);
        }
        return reason.isEmpty() ? thresholdNanos : Long.MAX_VALUE;
    }
}
