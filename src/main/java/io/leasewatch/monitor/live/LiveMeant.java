package io.leasewatch.monitor.live;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.leak.MeantLine;
import org.jspecify.annotations.Nullable;

/**
 * An open lease that is held intentionally, in the live feed. {@code acquiredAt} is in milliseconds since 1970. {@code line} is what covers
 * it.
 */
public record LiveMeant(
        long lease,
        String pool,
        String site,
        String service,
        String endpoint,
        long acquiredAt,
        String line,
        String reason,
        String by) {

    /** The document, {@code null} if nothing covers the lease. */
    public static @Nullable LiveMeant of(Lease lease, @Nullable MeantLine line, long nowNanos, ClockOrigin origin) {
        return line == null
                ? null
                : new LiveMeant(
                        lease.id(),
                        lease.pool().name(),
                        lease.site().toString(),
                        lease.borrower().operation().service(),
                        lease.borrower().operation().name(),
                        origin.millisAt(nowNanos - lease.ageAt(nowNanos).toNanos()),
                        line.line(),
                        line.reason(),
                        line.by());
    }

    public String key() {
        return String.valueOf(lease);
    }
}
