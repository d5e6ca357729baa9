package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.OpenLease;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the leases that held the connections of a pool. {@code reason} is {@code waiters} or {@code timeout}. {@code
 * count} is the number of open leases; {@code holders} has the oldest of them, oldest first. {@code retained} has closed leases
 * whose connections the server keeps for their unit of work.
 */
public record HoldersView(
        long id,
        String pool,
        Instant takenAt,
        String reason,
        String summary,
        PoolView reading,
        int count,
        List<HolderView> holders,
        List<RetainedView> retained) {

    public static HoldersView of(HoldersSnapshot snapshot, boolean stacks) {
        return new HoldersView(
                snapshot.id(),
                snapshot.reading().poolName(),
                snapshot.takenAt(),
                snapshot.reason().name().toLowerCase(Locale.ROOT),
                snapshot.summary(),
                PoolView.of(snapshot.reading()),
                snapshot.count(),
                snapshot.holdings().stream()
                        .map(holding -> HolderView.of(holding, stacks))
                        .toList(),
                snapshot.retained().stream().map(RetainedView::of).toList());
    }

    /**
     * An open lease at the time of the snapshot. {@code age} and {@code activityAge} are in seconds. {@code lastSql} has no
     * literals. {@code stack} is {@code null} for users who may not see stacks.
     */
    public record HolderView(
            long lease,
            SiteView site,
            double age,
            boolean leaked,
            @Nullable String activity,
            @Nullable Double activityAge,
            @Nullable String lastSql,
            String service,
            String endpoint,
            String userId,
            String requestId,
            @Nullable String traceId,
            String thread,
            String threadState,
            @Nullable List<String> stack,
            @Nullable List<String> stackOrigins) {

        public static HolderView of(OpenLease holding, boolean stacks) {
            Lease lease = holding.lease();
            Borrower borrower = lease.borrower();
            return new HolderView(
                    lease.id(),
                    SiteView.of(lease.site()),
                    LeaseView.seconds(holding.age().toNanos()),
                    holding.leaked(),
                    holding.activity(),
                    holding.activityAge() == null
                            ? null
                            : (Double) LeaseView.seconds(holding.activityAge().toNanos()),
                    holding.lastSql(),
                    borrower.operation().service(),
                    borrower.operation().name(),
                    borrower.user(),
                    borrower.requestId(),
                    borrower.traceId(),
                    lease.holder().name(),
                    holding.threadState(),
                    stacks ? StackView.texts(holding.stack()) : null,
                    stacks ? StackView.origins(holding.stack()) : null);
        }
    }

    /** A closed lease whose connection the server keeps. */
    public record RetainedView(long lease, SiteView site, String service, String endpoint, String requestId) {

        public static RetainedView of(Lease lease) {
            return new RetainedView(
                    lease.id(),
                    SiteView.of(lease.site()),
                    lease.borrower().operation().service(),
                    lease.borrower().operation().name(),
                    lease.borrower().requestId());
        }
    }
}
