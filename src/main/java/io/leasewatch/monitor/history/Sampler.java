package io.leasewatch.monitor.history;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples from the latest readings of the pools and from the statistics of the services. Does not query the pools.
 *
 * <p>Not thread-safe.
 */
public final class Sampler implements Function<Instant, Batch> {

    private static final LeaseStatistics NOTHING = new LeaseStatistics(0, 0, 0, 0, Duration.ZERO, 0);

    private final PoolWatch pools;
    private final LeaseRegistry registry;
    private final LeakLedger ledger;
    private final String instance;
    private Map<String, LeaseStatistics> before = Map.of();

    /** @param instance the name of this server in the history */
    public Sampler(PoolWatch pools, LeaseRegistry registry, LeakLedger ledger, String instance) {
        this.pools = pools;
        this.registry = registry;
        this.ledger = ledger;
        this.instance = instance;
    }

    @Override
    public Batch apply(Instant now) {
        Map<String, Integer> ofPools = new HashMap<>();
        Map<String, Integer> ofServices = new HashMap<>();
        for (Leak leak : ledger.open()) {
            ofPools.merge(leak.lease().pool().name(), 1, Integer::sum);
            ofServices.merge(leak.lease().borrower().operation().service(), 1, Integer::sum);
        }
        List<PoolSample> poolSamples = new ArrayList<>();
        for (PoolReading reading : pools.readings()) {
            poolSamples.add(sample(now, reading, ofPools.getOrDefault(reading.poolName(), 0)));
        }
        Map<String, LeaseStatistics> services = registry.totals().statisticsByService();
        List<ServiceSample> serviceSamples = new ArrayList<>();
        services.forEach((service, statistics) ->
                serviceSamples.add(sample(now, service, statistics, ofServices.getOrDefault(service, 0))));
        before = services;
        return new Batch(poolSamples, serviceSamples, List.of());
    }

    private PoolSample sample(Instant now, PoolReading reading, int leaks) {
        return new PoolSample(
                instance,
                reading.poolName(),
                now,
                reading.utilization(),
                reading.inUseCount(),
                reading.idleCount(),
                reading.waitingCount(),
                reading.maxCount(),
                reading.recentPeakCount(),
                p95(reading.waits()),
                p95(reading.holds()),
                reading.timeouts(),
                leaks);
    }

    private static @Nullable Double p95(@Nullable RecentDurations times) {
        Percentiles minute = times == null ? Percentiles.NONE : times.minute();
        return minute.count() == 0 ? null : (Double) millis(minute.p95());
    }

    private ServiceSample sample(Instant now, String service, LeaseStatistics statistics, int leaks) {
        return new ServiceSample(
                instance,
                service,
                now,
                statistics.totalAcquired(),
                statistics.totalReleased(),
                statistics.currentlyActive(),
                statistics.errors(),
                heldSince(before.getOrDefault(service, NOTHING), statistics),
                leaks);
    }

    /**
     * The average hold time of the leases returned between {@code then} and {@code now}, in milliseconds; {@code null} if there were none.
     * Computed from the averages since the start.
     */
    private static @Nullable Double heldSince(LeaseStatistics then, LeaseStatistics now) {
        if (then.totalReleased() > now.totalReleased()) {
            // The counters were reset.
            return heldSince(NOTHING, now);
        }
        long released = now.totalReleased() - then.totalReleased();
        return released == 0 ? null : (Double) Math.max(0, (total(now) - total(then)) / released);
    }

    private static double total(LeaseStatistics statistics) {
        return millis(statistics.averageConnectionDuration()) * statistics.totalReleased();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
