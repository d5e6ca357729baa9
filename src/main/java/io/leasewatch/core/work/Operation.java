package io.leasewatch.core.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A kind of work that acquires connections, such as {@code GET /api/books/{id}} of the service {@code bookshop}.
 *
 * @param service the application or module
 * @param name the name of the operation; the number of names is bounded: a path template or a method, never a path with ids
 * @param holdLimit how long its leases may be held before they are suspect; {@code null} for the general threshold
 * @param reason why it may hold connections for long, empty if there is no reason; with a reason and no limit, the time is
 *     unlimited
 */
public record Operation(
        String service, String name, @Nullable Duration holdLimit, String reason) {

    /** Work outside any request and any annotated method. */
    public static final Operation UNKNOWN = new Operation("unknown", "unknown");

    /** Creates an operation with the general threshold. */
    public Operation(String service, String name) {
        this(service, name, null, "");
    }

    /** How long its leases may be held, given the general threshold, in nanoseconds; {@link Long#MAX_VALUE} means unlimited. */
    public long holdLimitNanos(long thresholdNanos) {
        if (holdLimit != null) {
            return TimeUnit.NANOSECONDS.convert(holdLimit);
        }
        return reason.isEmpty() ? thresholdNanos : Long.MAX_VALUE;
    }
}
