package io.leasewatch.monitor.export;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.pool.PoolTimes;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Histograms of the wait and hold times of each pool since the start. Not thread-safe; {@link MetricsSnapshot} synchronizes the access. */
final class HistogramBuckets {

    private static final List<Double> BOUNDS = Series.Distribution.BOUNDS;

    private final LeaseRegistry leases;
    private final PoolTimes times;
    private final Map<String, Counts> waits = new TreeMap<>();
    private final Map<String, Counts> holds = new TreeMap<>();

    HistogramBuckets(LeaseRegistry leases, PoolTimes times) {
        this.leases = leases;
        this.times = times;
    }

    /** Adds the durations since the previous call. {@code labels} gives the name of a pool in the metrics. */
    void add(List<PoolReading> readings, UnaryOperator<String> labels) {
        waits.values().forEach(counts -> counts.added.clear());
        holds.values().forEach(counts -> counts.added.clear());
        Map<String, Pool> watched = leases.pools();
        for (PoolReading reading : readings) {
            Pool pool = watched.get(reading.poolName());
            if (pool != null) {
                String label = labels.apply(pool.name());
                times.drainWaits(pool, counts(waits, label)::add);
                times.drainHolds(pool, counts(holds, label)::add);
            }
        }
    }

    private static Counts counts(Map<String, Counts> of, String label) {
        return of.computeIfAbsent(label, name -> new Counts());
    }

    /** Removes the histograms of other pools than {@code kept}. */
    void retain(Predicate<String> kept) {
        waits.keySet().removeIf(kept.negate());
        holds.keySet().removeIf(kept.negate());
    }

    List<Series.Distribution> distributions() {
        List<Series.Distribution> all = new ArrayList<>();
        waits.forEach((pool, counts) -> all.add(counts.of(Metric.WAIT_TIME, pool)));
        holds.forEach((pool, counts) -> all.add(counts.of(Metric.USE_TIME, pool)));
        return all;
    }

    private static final class Counts {
        private final long[] each = new long[BOUNDS.size() + 1];
        private final Map<Duration, Long> added = new TreeMap<>();
        private double sum;

        void add(Duration time, long count) {
            double seconds = time.toNanos() / 1e9;
            int bucket = 0;
            while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
                bucket++;
            }
            each[bucket] += count;
            sum += seconds * count;
            added.merge(time, count, Long::sum);
        }

        Series.Distribution of(Metric metric, String pool) {
            List<Long> counts = new ArrayList<>();
            for (long count : each) {
                counts.add(count);
            }
            return new Series.Distribution(metric, Map.of(Tags.OTEL_POOL, pool), counts, sum, added);
        }
    }
}
