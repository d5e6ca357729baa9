package io.leasewatch.monitor.export;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.redis.RedisWatch;
import io.leasewatch.spi.PoolReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The current values of all metrics, for all exports.
 *
 * <p>Thread-safe. Collecting is synchronized, because counts that arrive out of order would look like a reset of the counter.
 */
public final class MetricsSnapshot {

    private final List<SeriesSource> sources;
    private final HistogramBuckets buckets;
    private final Map<Name, Counter> counters = new HashMap<>();

    /** With the metrics of all parts of the monitor. */
    public static MetricsSnapshot of(
            LeaseRegistry leases,
            PoolWatch pools,
            LeakLedger ledger,
            AlertEvaluator alerts,
            Advisor advisor,
            Databases databases,
            PgBouncers pgbouncers,
            RedisWatch redis,
            DeliveryCounters deliveries,
            DeliveryCounters pushes) {
        return new MetricsSnapshot(
                List.of(
                        new PoolSeries(pools, leases),
                        new LeakSeries(ledger, pools, alerts),
                        new AdviceSeries(advisor, pools),
                        new BackendSeries(databases, pgbouncers, redis),
                        new DeliverySeries(deliveries, pushes)),
                new HistogramBuckets(leases, pools.times()));
    }

    MetricsSnapshot(List<SeriesSource> sources, HistogramBuckets buckets) {
        this.sources = List.copyOf(sources);
        this.buckets = buckets;
    }

    /** Adds new readings of the pools. Must be called for each reading. */
    public synchronized void read(List<PoolReading> readings) {
        buckets.add(readings);
        // Updates the counters, so that a reset of their sources loses little.
        now();
    }

    /** The current value of each series. */
    public synchronized List<Series> now() {
        Map<Name, Series> series = new LinkedHashMap<>();
        SeriesSource.Listener listener = (metric, number, tags) -> add(series, metric, number, tags);
        sources.forEach(source -> source.collect(listener));
        buckets.distributions()
                .forEach(
                        distribution -> series.put(new Name(distribution.metric(), distribution.tags()), distribution));
        return new ArrayList<>(series.values());
    }

    private void add(Map<Name, Series> to, Metric metric, @Nullable Number number, String... tags) {
        if (number == null || Double.isNaN(number.doubleValue())) {
            return;
        }
        Map<String, String> tagMap = new TreeMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            tagMap.put(tags[i], tags[i + 1]);
        }
        Name name = new Name(metric, tagMap);
        double value = metric.kind() == Metric.Kind.COUNTER
                ? counters.computeIfAbsent(name, n -> new Counter()).total(number.longValue())
                : number.doubleValue();
        to.put(name, new Series.Value(metric, tagMap, value));
    }

    private record Name(Metric metric, Map<String, String> tags) {}

    /** A counter that keeps its total when its source is reset. */
    private static final class Counter {
        private long total;
        private long before;

        long total(long now) {
            total += now < before ? now : now - before;
            before = now;
            return total;
        }
    }
}
