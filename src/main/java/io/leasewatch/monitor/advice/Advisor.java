package io.leasewatch.monitor.advice;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.NestedAcquisition;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.UnaccountedText;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives advice on every application pool inside this JVM.
 *
 * <p>Thread-safe. Sampling and calculation are serialized by this object's lock; {@link #advice()} reads one volatile field.
 */
public final class Advisor {

    /** How often {@link #think} is to be called: once per point of the short-term series. */
    public static final Duration INTERVAL = DemandHistory.CLOSE;

    private final LeaseRegistry registry;
    private final PoolWatch pools;
    private final LoadWatch loads;
    private volatile AdviceSettings settings;
    private volatile Map<String, PoolAdvice> advice = Map.of();

    public Advisor(LeaseRegistry registry, SiteLedger sites, PoolWatch pools, AdviceSettings settings) {
        this.registry = registry;
        this.pools = pools;
        this.loads = new LoadWatch(registry, sites);
        this.settings = settings;
    }

    /** Applies new settings at once, to earlier samples too. */
    public void apply(AdviceSettings next) {
        settings = next;
        compute();
    }

    /** Samples every pool. To be called once a second. */
    public synchronized void sample() {
        loads.sample(pools.readings());
    }

    /** Calculates the advice from the samples. To be called every {@link #INTERVAL}. */
    public synchronized void compute() {
        List<PoolReading> readings = pools.readings();
        List<DemandHistory> downstream = new ArrayList<>();
        for (PoolReading reading : readings) {
            DemandHistory course = loads.courses().get(reading.poolName());
            if (reading.kind() == PoolKind.PGBOUNCER && course != null) {
                downstream.add(course);
            }
        }
        List<NestedAcquisition> nestings = registry.ownership().nestings().all();
        AdviceSettings now = settings;
        Map<String, DemandHistory> courses = loads.courses();
        Map<String, PoolAdvice> next = new LinkedHashMap<>();
        readings.stream()
                .filter(reading -> reading.kind() == PoolKind.JDBC && courses.containsKey(reading.poolName()))
                .map(reading -> advise(reading, readings, nestings, downstream, now))
                .forEach(one -> next.put(one.pool(), one));
        advice = next;
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
                size(reading, SizeCalculator.of(pool, reading.maxCount(), course.minutes(), bounds, now)),
                forecast,
                Verdict.of(reading, LeakEvidence.of(course, forecast, downstream)));
    }

    /** A maximum is not lowered while connections are in use that no lease explains. */
    private static SizeAdvice size(PoolReading reading, SizeAdvice size) {
        List<String> unaccounted = UnaccountedText.of(reading);
        return size.direction() == SizeAdvice.Direction.LOWER && !unaccounted.isEmpty()
                ? size.withheld(unaccounted)
                : size;
    }

    /** The last advice for each pool. */
    public List<PoolAdvice> advice() {
        return List.copyOf(advice.values());
    }

    /** The trends of each pool. */
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
        return Optional.ofNullable(advice.get(pool));
    }
}
