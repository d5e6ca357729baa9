package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.pool.StrandedConnection;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a pool. A component is {@code null} if unknown. {@code retainedBy} has the lines of code whose connections the
 * server keeps for their unit of work after they were closed; it needs the agent. {@code stranded} has the connections that the
 * pool counts as in use although they have no handle and no unit of work. {@code unexplainedCount} is the number of connections
 * in use that nothing explains. {@code utilizationPercent} is {@code null} if the pool has no maximum. {@code peakCount} is the maximum in use since
 * the previous reading, {@code recentPeakCount} the maximum of the last minute. Percentiles are in milliseconds. {@code
 * oldestAge} and {@code oldestWait} are in seconds.
 */
public record PoolView(
        String poolName,
        String target,
        String watchedBy,
        String kind,
        boolean isPgBouncer,
        int totalCount,
        int idleCount,
        int inUseCount,
        @Nullable Integer waitingCount,
        @Nullable Double oldestWait,
        @Nullable Integer maxCount,
        @Nullable Integer minCount,
        @Nullable Double utilizationPercent,
        long timeouts,
        @Nullable Integer retainedCount,
        List<Retained> retainedBy,
        @Nullable Integer unknownCount,
        @Nullable Integer strandedCount,
        List<StrandedView> stranded,
        @Nullable Integer unexplainedCount,
        @Nullable Integer peakCount,
        @Nullable Integer recentPeakCount,
        @Nullable PercentilesView waitOfOneMinute,
        @Nullable PercentilesView holdOfOneMinute,
        @Nullable PercentilesView waitOfFiveMinutes,
        @Nullable PercentilesView holdOfFiveMinutes,
        @Nullable Double oldestAge,
        long longHolds,
        long exhaustions,
        boolean expectedFull,
        Instant timestamp) {

    /** Creates the document without {@code retainedBy} and {@code stranded}. */
    public static PoolView of(PoolReading reading) {
        return of(reading, null, List.of());
    }

    public static PoolView of(PoolReading reading, @Nullable Pool pool, List<StrandedConnection> stranded) {
        RecentDurations waits = reading.waits();
        RecentDurations holds = reading.holds();
        return new PoolView(
                reading.poolName(),
                reading.target(),
                reading.watchedBy().words(),
                reading.kind().name().toLowerCase(Locale.ROOT),
                reading.kind() == PoolKind.PGBOUNCER,
                reading.totalCount(),
                reading.idleCount(),
                reading.inUseCount(),
                reading.waitingCount(),
                reading.oldestWait() == null
                        ? null
                        : LeaseView.seconds(reading.oldestWait().toNanos()),
                reading.maxCount(),
                reading.minCount(),
                reading.utilizationPercent(),
                reading.timeouts(),
                reading.retainedCount(),
                pool == null ? List.of() : retainedBy(pool),
                reading.unknownCount(),
                reading.strandedCount(),
                stranded.stream().map(StrandedView::of).toList(),
                reading.unexplainedCount(),
                reading.peakCount(),
                reading.recentPeakCount(),
                waits == null ? null : PercentilesView.of(waits.minute()),
                holds == null ? null : PercentilesView.of(holds.minute()),
                waits == null ? null : PercentilesView.of(waits.fiveMinutes()),
                holds == null ? null : PercentilesView.of(holds.fiveMinutes()),
                reading.oldestAge() == null
                        ? null
                        : (Double) LeaseView.seconds(reading.oldestAge().toNanos()),
                reading.longHolds(),
                reading.exhaustions(),
                reading.expectedFull(),
                reading.timestamp());
    }

    private static List<Retained> retainedBy(Pool pool) {
        return pool.retained().stream()
                .collect(Collectors.groupingBy(lease -> lease.site(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Retained(SiteView.of(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingLong(Retained::count).reversed())
                .toList();
    }

    /** The number of connections taken at {@code site} that were closed and that the server keeps. */
    public record Retained(SiteView site, long count) {}

    /**
     * A connection that the pool of the server counts as in use, although it has no handle and belongs to no unit of work. {@code id}
     * is the id by which {@code showPoolContents} of the server lists it. {@code site}, {@code service}, {@code endpoint} and {@code
     * requestId} are of its last lease, which was returned correctly; they are {@code null} without the agent.
     */
    public record StrandedView(
            String id,
            Instant since,
            @Nullable SiteView site,
            @Nullable String service,
            @Nullable String endpoint,
            @Nullable String requestId) {

        public static StrandedView of(StrandedConnection stranded) {
            Lease last = stranded.last();
            return last == null
                    ? new StrandedView(stranded.id(), stranded.since(), null, null, null, null)
                    : new StrandedView(
                            stranded.id(),
                            stranded.since(),
                            SiteView.of(last.site()),
                            last.borrower().operation().service(),
                            last.borrower().operation().name(),
                            last.borrower().requestId());
        }
    }
}
