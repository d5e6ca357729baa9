package io.leasewatch.web.view;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.text.SqlText;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.postgres.LeaseBackend;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A lease. {@code age} is in seconds: how long it has been held, or was. {@code pool} is empty and {@code declared} true when it
 * stands for work that took no watched connection. {@code activity} is {@code executing}, {@code idle} or {@code
 * idle_in_transaction}; a statement began or ended {@code activityAge} seconds ago; {@code null} if no statement was seen. {@code lastSql} has no literals. {@code stack} is {@code null} for those
 * who may not see it, and where it was not kept. {@code server} and {@code pgbouncer} are
 * {@code null} where the other end is not PostgreSQL, or nobody knows it.
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
        SiteView site,
        @Nullable List<String> stack,
        @Nullable ServerView server,
        @Nullable PooledLeaseView pgbouncer) {

    /** Without what is at its other end. */
    public static LeaseView of(Lease lease, LeaseRegistry registry, Instant now, boolean stacks) {
        return of(lease, registry, now, stacks, null);
    }

    public static LeaseView of(
            Lease lease, LeaseRegistry registry, Instant now, boolean stacks, @Nullable LeaseBackend end) {
        long nanos = registry.ticker().nanos();
        Borrower borrower = lease.borrower();
        Handle activity = lease.handle();
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
                activity == null ? null : activity.activity().label(),
                activity == null ? null : (Double) seconds(activity.nanosAt(nanos)),
                sql == null ? null : SqlText.shown(sql),
                SiteView.of(lease.site()),
                stacks ? stack(lease) : null,
                ServerView.of(end),
                PooledLeaseView.of(end));
    }

    private static @Nullable List<String> stack(Lease lease) {
        List<StackTraceElement> kept = lease.stack();
        return kept.isEmpty()
                ? null
                : kept.stream().map(StackTraceElement::toString).toList();
    }

    /** Seconds with milliseconds. */
    public static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
