package io.leasewatch.web.view;

import io.leasewatch.core.lease.Pool;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pool's reading. {@code null} is "nobody can tell". {@code retainedBy} names the lines whose connections the server keeps for
 * their units of work although they were closed, and how many of each; only the agent sees them. {@code peakCount} is the most
 * since the reading before, {@code recentPeakCount} that of the last minute. {@code wait} and {@code hold} are of the last minute, in
 * milliseconds; {@code oldestAge} and {@code oldestWait} are in seconds.
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
        double utilizationPercent,
        long timeouts,
        @Nullable Integer retainedCount,
        List<Retained> retainedBy,
        @Nullable Integer unknownCount,
        @Nullable Integer peakCount,
        @Nullable Integer recentPeakCount,
        @JsonbProperty("wait") @Nullable PercentilesView waits,
        @JsonbProperty("hold") @Nullable PercentilesView holds,
        @Nullable PercentilesView waitOfFiveMinutes,
        @Nullable PercentilesView holdOfFiveMinutes,
        @Nullable Double oldestAge,
        long longHolds,
        long exhaustions,
        boolean expectedFull,
        Instant timestamp) {

    /** Without lines of code, for those who may not see them. */
    public static PoolView of(PoolReading reading) {
        return of(reading, null);
    }

    public static PoolView of(PoolReading reading, @Nullable Pool pool) {
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

    /** {@code count} connections that were closed by the code that took them at {@code site}, and that the server keeps. */
    public record Retained(SiteView site, long count) {}
}
