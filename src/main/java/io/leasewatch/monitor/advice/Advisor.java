package io.leasewatch.monitor.advice;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.NestedAcquisition;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows what to say of every pool inside this JVM. One thread at a time samples and thinks; any thread may ask, which costs one read of
 * a field.
 */
public final class Advisor {

    /** A point of the close look, so that nothing new is missed and nothing is thought twice. */
    public static final Duration INTERVAL = DemandHistory.CLOSE;

    private final LeaseRegistry registry;
    private final PoolWatch pools;
    private final LoadWatch loads;
    private volatile AdviceSettings settings;
    private volatile List<PoolAdvice> advice = List.of();

    public Advisor(LeaseRegistry registry, SiteLedger sites, PoolWatch pools, AdviceSettings settings) {
        this.registry = registry;
        this.pools = pools;
        this.loads = new LoadWatch(registry, sites);
        this.settings = settings;
    }

    /** Takes new settings at once, for what was seen before, too. */
    public void apply(AdviceSettings next) {
        settings = next;
        think();
    }

    /** Looks at every pool; to be called once a second. */
    public synchronized void sample() {
        loads.sample(pools.readings());
    }

    /** Makes up its mind from what was seen. */
    public synchronized void think() {
        List<PoolReading> readings = pools.readings();
        List<DemandHistory> downstream = new ArrayList<>();
        for (PoolReading reading : readings) {
            DemandHistory course = loads.courses().get(reading.poolName());
            if (reading.kind() == PoolKind.PGBOUNCER && course != null) {
                downstream.add(course);
            }
        }
        List<NestedAcquisition> nestings = registry.nestings().all();
        AdviceSettings now = settings;
        Map<String, DemandHistory> courses = loads.courses();
        advice = readings.stream()
                .filter(reading -> reading.kind() == PoolKind.APPLICATION && courses.containsKey(reading.poolName()))
                .map(reading -> advise(reading, readings, nestings, downstream, now))
                .toList();
    }

    private PoolAdvice advise(
            PoolReading reading,
            List<PoolReading> readings,
            List<NestedAcquisition> nestings,
            List<DemandHistory> downstream,
            AdviceSettings now) {
        String pool = reading.poolName();
        DemandHistory course = loads.courses().getOrDefault(pool, new DemandHistory());
        Forecast forecast = Forecast.of(course);
        SizeBounds bounds = SizeBounds.of(pool, DeadlockBound.floor(pool, nestings), readings, now);
        return new PoolAdvice(
                pool,
                SizeCalculator.of(pool, reading.maxCount(), course.minutes(), bounds, now),
                forecast,
                Verdict.of(pool, LeakEvidence.of(course, forecast, downstream)));
    }

    /** What there is to say of each pool, by name. */
    public List<PoolAdvice> advice() {
        return advice;
    }

    /** Where each pool is going, by name. */
    public List<Trend> trends() {
        return minutes().entrySet().stream()
                .flatMap(pool -> Trend.of(pool.getKey(), pool.getValue()).stream())
                .toList();
    }

    private synchronized Map<String, List<DemandMinute>> minutes() {
        Map<String, List<DemandMinute>> minutes = new TreeMap<>();
        loads.courses().forEach((pool, course) -> minutes.put(pool, course.minutes()));
        return minutes;
    }

    public Optional<PoolAdvice> advice(String pool) {
        return advice.stream().filter(some -> some.pool().equals(pool)).findFirst();
    }
}
