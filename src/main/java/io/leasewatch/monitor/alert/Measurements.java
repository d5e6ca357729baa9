package io.leasewatch.monitor.alert;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures the metrics of threshold rules: the last reading of each pool, the statistics of each service, and their recent changes.
 *
 * <p>{@link #measure} is not thread-safe; {@link AlertEvaluator} calls it before each evaluation, about once a second. Any
 * thread may call {@link #samples}.
 */
public final class Measurements {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** The fewest ended leases for an error rate. With fewer, a single error would be an alarming rate. */
    private static final int MIN_LEASES_FOR_RATE = 20;

    private final PoolWatch pools;
    private final LeakLedger ledger;
    private final LeaseRegistry leases;
    private final Map<String, PoolPast> poolPasts = new HashMap<>();
    private final Map<String, ServicePast> servicePasts = new HashMap<>();
    private boolean measured;
    private long measuredAtNanos;
    private volatile List<Measurement> samples = List.of();

    public Measurements(PoolWatch pools, LeakLedger ledger, LeaseRegistry leases) {
        this.pools = pools;
        this.ledger = ledger;
        this.leases = leases;
    }

    /** Measures all pools and services. */
    void measure() {
        long now = leases.ticker().nanos();
        List<Measurement> measurements = new ArrayList<>();
        List<PoolReading> readings = pools.readings();
        Map<String, Long> leaks = ledger.open().stream()
                .map(Leak::lease)
                .collect(Collectors.groupingBy(lease -> lease.pool().name(), Collectors.counting()));
        Map<String, Duration> oldest = oldestByPool(now);
        for (PoolReading reading : readings) {
            String name = reading.poolName();
            Map<RuleMetric, Double> values = ofPool(reading, now);
            values.put(RuleMetric.LEAKS, (double) leaks.getOrDefault(name, 0L));
            values.put(
                    RuleMetric.OLDEST_AGE,
                    oldest.getOrDefault(name, Duration.ZERO).toMillis() / 1000.0);
            measurements.add(new Measurement(RuleMetric.Of.POOL, name, values));
        }
        Map<String, LeaseStatistics> services = leases.totals().statisticsByService();
        services.forEach((name, statistics) ->
                measurements.add(new Measurement(RuleMetric.Of.SERVICE, name, ofService(name, statistics, now))));
        poolPasts
                .keySet()
                .retainAll(readings.stream().map(PoolReading::poolName).collect(Collectors.toSet()));
        servicePasts.keySet().retainAll(Set.copyOf(services.keySet()));
        samples = List.copyOf(measurements);
        measured = true;
        measuredAtNanos = now;
    }

    /** The last measurements. */
    List<Measurement> samples() {
        return samples;
    }

    private Map<RuleMetric, Double> ofPool(PoolReading reading, long now) {
        PoolPast past = poolPasts.computeIfAbsent(reading.poolName(), name -> new PoolPast());
        Map<RuleMetric, Double> values = new EnumMap<>(RuleMetric.class);
        values.put(RuleMetric.IN_USE, (double) reading.inUseCount());
        values.put(RuleMetric.IDLE, (double) reading.idleCount());
        values.put(RuleMetric.OPEN, (double) reading.totalCount());
        values.put(RuleMetric.TIMEOUTS, (double) past.timeouts.at(now, reading.timeouts()));
        if (reading.waitingCount() != null) {
            values.put(RuleMetric.WAITING, (double) reading.waiting());
        }
        if (reading.oldestWait() != null) {
            values.put(RuleMetric.OLDEST_WAIT, reading.oldestWait().toMillis() / 1000.0);
        }
        if (reading.retainedCount() != null) {
            values.put(RuleMetric.RETAINED, (double) reading.retainedCount());
        }
        if (reading.strandedCount() != null) {
            values.put(RuleMetric.STRANDED, (double) reading.stranded());
        }
        if (reading.unexplainedCount() != null) {
            values.put(RuleMetric.UNEXPLAINED, (double) reading.unexplained());
        }
        Integer max = reading.maxCount();
        if (max != null && max > 0) {
            values.put(RuleMetric.UTILIZATION, utilization(reading));
            if (!reading.expectedFull()) {
                values.put(RuleMetric.PEAK, peak(reading, max, past, now));
            }
            if (reading.retainedCount() != null) {
                values.put(RuleMetric.RETAINED_SHARE, 100.0 * reading.retainedCount() / max);
            }
        }
        return values;
    }

    private static double utilization(PoolReading reading) {
        return Objects.requireNonNullElse(reading.utilizationPercent(), 0.0);
    }

    /** The pool's own peak, or the highest of its recent readings if its leases are not watched. */
    private static double peak(PoolReading reading, int max, PoolPast past, long now) {
        double ofReadings = past.peak.at(now, utilization(reading));
        Integer counted = reading.recentPeakCount();
        return counted == null ? ofReadings : Math.max(ofReadings, Math.min(100.0, 100.0 * counted / max));
    }

    private Map<RuleMetric, Double> ofService(String name, LeaseStatistics statistics, long now) {
        ServicePast past = servicePasts.computeIfAbsent(name, service -> begin(now));
        Map<RuleMetric, Double> values = new EnumMap<>(RuleMetric.class);
        long errors = past.errors.at(now, statistics.errors());
        long ended = past.ended.at(now, statistics.totalReleased());
        values.put(RuleMetric.ACTIVE, (double) statistics.currentlyActive());
        values.put(RuleMetric.ERRORS, (double) errors);
        values.put(RuleMetric.SILENT, past.silentNanos(now, statistics.totalAcquired()) / 1e9);
        if (ended >= MIN_LEASES_FOR_RATE) {
            values.put(RuleMetric.ERROR_RATE, Math.min(100.0, 100.0 * errors / ended));
        }
        return values;
    }

    /** A service that is new since the last measurement starts at zero. The start of one that existed before is unknown. */
    private ServicePast begin(long now) {
        ServicePast past = new ServicePast(now);
        if (measured) {
            past.errors.at(measuredAtNanos, 0);
            past.ended.at(measuredAtNanos, 0);
        }
        return past;
    }

    private Map<String, Duration> oldestByPool(long now) {
        Map<String, Duration> oldest = new HashMap<>();
        for (Lease lease : leases.openLeases()) {
            oldest.merge(lease.pool().name(), lease.ageAt(now), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        return oldest;
    }

    private static final class PoolPast {
        private final RecentIncrease timeouts = new RecentIncrease(MINUTE);
        private final RecentMaximum peak = new RecentMaximum(MINUTE);
    }

    private static final class ServicePast {
        private final RecentIncrease errors = new RecentIncrease(FIVE_MINUTES);
        private final RecentIncrease ended = new RecentIncrease(FIVE_MINUTES);
        private long acquired = -1;
        private long acquiredAtNanos;

        ServicePast(long now) {
            acquiredAtNanos = now;
        }

        long silentNanos(long now, long count) {
            if (count != acquired) {
                acquired = count;
                acquiredAtNanos = now;
            }
            return now - acquiredAtNanos;
        }
    }
}
