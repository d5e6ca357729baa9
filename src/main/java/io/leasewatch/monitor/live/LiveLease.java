package io.leasewatch.monitor.live;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.SqlText;
import io.leasewatch.core.work.Borrower;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A lease in the live feed. Times are in milliseconds since 1970. {@code endedAt} and {@code outcome} are {@code null} while the
 * lease is open. {@code activeAt} is when {@code activity} began.
 */
public record LiveLease(
        long id,
        String pool,
        boolean declared,
        String service,
        String endpoint,
        String userId,
        String thread,
        String site,
        long acquiredAt,
        @Nullable Long endedAt,
        @Nullable String outcome,
        boolean leaked,
        @Nullable String activity,
        @Nullable Long activeAt,
        @Nullable String lastSql) {

    /** The longest statement, in characters; the details of a lease have more of it. */
    private static final int LONGEST_SQL = 200;

    public static LiveLease of(Lease lease, long nowNanos, ClockOrigin origin) {
        Borrower borrower = lease.borrower();
        long acquired = nowNanos - lease.ageAt(nowNanos).toNanos();
        Handle handle = lease.isOpen() ? lease.handle() : null;
        return new LiveLease(
                lease.id(),
                lease.pool().name(),
                lease.isDeclared(),
                borrower.operation().service(),
                borrower.operation().name(),
                borrower.user(),
                lease.holder().name(),
                lease.site().toString(),
                origin.millisAt(acquired),
                lease.isOpen() ? null : (Long) origin.millisAt(acquired + lease.heldNanosAt(nowNanos)),
                lease.outcome() == null ? null : lease.outcome().name().toLowerCase(Locale.ROOT),
                lease.hasLeaked(),
                handle == null ? null : handle.activity().label(),
                handle == null ? null : (Long) origin.millisAt(nowNanos - handle.nanosAt(nowNanos)),
                handle == null ? null : shortened(handle.sql()));
    }

    private static @Nullable String shortened(@Nullable String sql) {
        String shown = sql == null ? null : SqlText.shown(sql);
        return shown == null || shown.length() <= LONGEST_SQL ? shown : shown.substring(0, LONGEST_SQL) + "…";
    }

    /** The key in its section. A lease that ends moves from the section {@code leases} to the section {@code ended}. */
    public String key() {
        return String.valueOf(id);
    }
}
