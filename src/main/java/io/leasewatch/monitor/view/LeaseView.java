package io.leasewatch.monitor.view;

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
 * A lease. {@code age} is the hold time in seconds. A declared lease has {@code declared} true and an empty {@code pool}: it
 * stands for work that took no watched connection. {@code activity} is {@code executing}, {@code idle} or {@code
 * idle_in_transaction}. {@code activityAge} is the time in seconds since the last statement began or ended. Both are {@code null}
 * if no statement was observed. {@code lastSql} has no literals. {@code stack} is {@code null} if it was not captured, and for
 * users who may not see stacks. {@code stackOrigins} says of each frame whether it is one of the {@code application}, of a {@code
 * library}, or of the {@code platform}, which is the server and the JDK. {@code server} and {@code pgbouncer} are {@code null} if the database is not PostgreSQL, or if
 * the backend is unknown.
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
        @Nullable List<String> stackOrigins,
        @Nullable ServerView server,
        @Nullable PooledLeaseView pgbouncer) {

    /** Creates the document without the PostgreSQL backend. */
    public static LeaseView of(Lease lease, LeaseRegistry registry, Instant now, boolean stacks) {
        return of(lease, registry, now, stacks, null);
    }

    public static LeaseView of(
            Lease lease, LeaseRegistry registry, Instant now, boolean stacks, @Nullable LeaseBackend backend) {
        long nanos = registry.ticker().nanos();
        Borrower borrower = lease.borrower();
        Handle handle = lease.handle();
        String sql = handle == null ? null : handle.sql();
        List<StackTraceElement> frames = stacks ? lease.stack() : List.of();
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
                handle == null ? null : handle.activity().label(),
                handle == null ? null : (Double) seconds(handle.nanosAt(nanos)),
                sql == null ? null : SqlText.shown(sql),
                SiteView.of(lease.site()),
                frames.isEmpty() ? null : StackView.texts(frames),
                frames.isEmpty() ? null : StackView.origins(frames),
                ServerView.of(backend),
                PooledLeaseView.of(backend));
    }

    /** Converts nanoseconds to seconds, rounded to milliseconds. */
    public static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
