package io.leasewatch.web.view;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.OpenLease;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who held a pool at one moment, the oldest first. {@code reason} is {@code waiters} or {@code timeout}; {@code count} is of all open
 * leases, of which {@code holders} are those that had been open for longest; {@code retained} were closed, and their connections
 * kept by the server for a unit of work.
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
     * An open lease as it was then. {@code age} and {@code activityAge} are in seconds, {@code lastSql} has no literals, {@code stack} is
     * {@code null} for those who may not see it.
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
            @Nullable List<String> stack) {

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
                    stacks
                            ? holding.stack().stream()
                                    .map(StackTraceElement::toString)
                                    .toList()
                            : null);
        }
    }

    /** A lease that was closed, and whose connection the server kept. */
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
