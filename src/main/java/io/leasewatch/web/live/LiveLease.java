package io.leasewatch.web.live;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.work.Borrower;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A lease as a bar: times are milliseconds since 1970, {@code endedAt} and {@code outcome} are {@code null} while it is open. {@code
 * activity} has been so since {@code activeAt}.
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
        @Nullable Long activeAt) {

    static LiveLease of(Lease lease, long nowNanos, ClockOrigin origin) {
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
                handle == null ? null : (Long) origin.millisAt(nowNanos - handle.nanosAt(nowNanos)));
    }

    /** A lease that ends is gone from the open ones, and comes as another among those that have ended. */
    String key() {
        return String.valueOf(id);
    }
}
