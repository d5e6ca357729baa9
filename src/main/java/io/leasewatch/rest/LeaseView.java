package io.leasewatch.rest;

import io.leasewatch.lease.Activity;
import io.leasewatch.lease.Borrower;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.SqlText;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A lease. {@code age} is in seconds: how long it has been held, or was. {@code pool} is empty and {@code declared} true when it
 * stands for work that took no watched connection. {@code activity} is {@code executing} or {@code idle}, since {@code activityAge}
 * seconds; {@code null} if no statement was seen. {@code lastSql} has no literals.
 */
public record LeaseView(
        long id,
        @Nullable Long parentId,
        String pool,
        boolean declared,
        String service,
        String endpoint,
        String userId,
        String requestId,
        @Nullable String traceId,
        String thread,
        Instant acquiredAt,
        double age,
        boolean released,
        @Nullable String outcome,
        boolean leaked,
        @Nullable String activity,
        @Nullable Double activityAge,
        @Nullable String lastSql,
        SiteView site) {

    static LeaseView of(Lease lease, LeaseRegistry registry, Instant now) {
        long nanos = registry.ticker().nanos();
        Borrower borrower = lease.borrower();
        Activity activity = lease.activity();
        String sql = activity == null ? null : activity.sql();
        return new LeaseView(
                lease.id(),
                lease.parentId() == 0 ? null : lease.parentId(),
                lease.pool().name(),
                lease.isDeclared(),
                borrower.operation().service(),
                borrower.operation().name(),
                borrower.user(),
                borrower.requestId(),
                borrower.traceId(),
                lease.holder().name(),
                now.minus(lease.ageAt(nanos)),
                seconds(lease.heldNanosAt(nanos)),
                !lease.isOpen(),
                lease.outcome() == null ? null : lease.outcome().name().toLowerCase(Locale.ROOT),
                lease.hasLeaked(),
                activity == null ? null : activity.isExecuting() ? "executing" : "idle",
                activity == null ? null : (Double) seconds(activity.nanosAt(nanos)),
                sql == null ? null : SqlText.shown(sql),
                SiteView.of(lease.site()));
    }

    /** Seconds with milliseconds. */
    static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
