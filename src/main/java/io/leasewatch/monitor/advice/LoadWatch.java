package io.leasewatch.monitor.advice;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.leak.PoolHolds;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Samples the demand of every pool. A sample costs some tens of nanoseconds per open lease. Not thread-safe. */
final class LoadWatch {

    /** Bounds the memory. If there are more pools, those that are used first get advice. */
    static final int MOST_POOLS = 200;

    /** With fewer returned leases a 99th percentile means nothing. A lease is then a suspect after {@link #LONG}. */
    static final int LEAST_HOLDS = 100;

    static final Duration LONG = Duration.ofSeconds(30);

    private static final long HOLDS_NANOS = Duration.ofSeconds(10).toNanos();

    private final LeaseRegistry registry;
    private final SiteLedger sites;
    private final Map<String, DemandHistory> courses = new HashMap<>();
    private Map<String, PoolHolds> holds = Map.of();
    private long holdsReadAtNanos;
    private boolean holdsRead;

    LoadWatch(LeaseRegistry registry, SiteLedger sites) {
        this.registry = registry;
        this.sites = sites;
    }

    /** Samples every pool that has a reading. */
    void sample(List<PoolReading> readings) {
        long now = registry.ticker().nanos();
        readHolds(now);
        Map<String, Integer> suspects = suspects(now);
        Map<String, Pool> pools = registry.pools();
        Set<String> read = new HashSet<>();
        for (PoolReading reading : readings) {
            String name = reading.poolName();
            read.add(name);
            boolean wanted = readings.size() <= MOST_POOLS || reading.inUseCount() > 0;
            if (courses.containsKey(name) || wanted && courses.size() < MOST_POOLS) {
                courses.computeIfAbsent(name, n -> new DemandHistory())
                        .add(sample(reading, pools.get(name), suspects.getOrDefault(name, 0), now));
            }
        }
        courses.keySet().retainAll(read);
    }

    private void readHolds(long now) {
        if (!holdsRead || now - holdsReadAtNanos >= HOLDS_NANOS) {
            holds = sites.holdsByPool();
            holdsReadAtNanos = now;
            holdsRead = true;
        }
    }

    private static PoolObservation sample(PoolReading reading, @Nullable Pool pool, int suspects, long now) {
        LeaseStatistics counts = pool == null ? null : pool.tally().statistics();
        Integer retained = reading.retainedCount();
        return new PoolObservation(
                now,
                reading.inUseCount(),
                reading.waiting(),
                reading.maxCount(),
                retained == null ? 0 : retained,
                suspects,
                counts == null ? 0 : counts.totalAcquired(),
                counts == null ? 0 : counts.totalReleased(),
                pool == null ? 0 : pool.tally().heldNanos(),
                reading.timeouts());
    }

    /** Suspects by pool: leases held longer than the p99 of their pool that execute nothing. Executing leases are slow, not leaked. */
    private Map<String, Integer> suspects(long now) {
        Map<String, Integer> suspects = new HashMap<>();
        for (Lease lease : registry.openLeases()) {
            Handle handle = lease.handle();
            boolean executing = handle != null && handle.isExecuting();
            if (!lease.isDeclared()
                    && !lease.isTakenBack()
                    && !executing
                    && lease.heldNanosAt(now) > longNanos(lease.pool().name())) {
                suspects.merge(lease.pool().name(), 1, Integer::sum);
            }
        }
        return suspects;
    }

    private long longNanos(String pool) {
        PoolHolds known = holds.get(pool);
        return known == null || known.count() < LEAST_HOLDS
                ? LONG.toNanos()
                : known.p99().toNanos();
    }

    Map<String, DemandHistory> courses() {
        return courses;
    }
}
