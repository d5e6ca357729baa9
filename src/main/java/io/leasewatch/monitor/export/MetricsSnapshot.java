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
 * All quantities as they are now. Whoever writes them asks here.
 *
 * <p>Thread-safe. One thread at a time asks the sources: two counts that overtook each other would look like a count that began anew.
 */
public final class MetricsSnapshot {

    private final List<SeriesSource> sources;
    private final HistogramBuckets buckets;
    private final Map<Name, Counter> counters = new HashMap<>();

    /** Knows everything there is. */
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

    /** The pools have been read; to be told each time. */
    public synchronized void read(List<PoolReading> readings) {
        buckets.add(readings);
        // What was counted before somebody resets it is kept in mind.
        now();
    }

    /** Everything, each series once. */
    public synchronized List<Series> now() {
        Map<Name, Series> series = new LinkedHashMap<>();
        SeriesSource.Listener listener = (quantity, number, tags) -> tell(series, quantity, number, tags);
        sources.forEach(source -> source.tell(listener));
        buckets.distributions()
                .forEach(distribution ->
                        series.put(new Name(distribution.quantity(), distribution.tags()), distribution));
        return new ArrayList<>(series.values());
    }

    private void tell(Map<Name, Series> to, Metric quantity, @Nullable Number number, String... tags) {
        if (number == null || Double.isNaN(number.doubleValue())) {
            return;
        }
        Map<String, String> told = new TreeMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            told.put(tags[i], tags[i + 1]);
        }
        Name name = new Name(quantity, told);
        double value = quantity.kind() == Metric.Kind.COUNTER
                ? counters.computeIfAbsent(name, n -> new Counter()).total(number.longValue())
                : number.doubleValue();
        to.put(name, new Series.Value(quantity, told, value));
    }

    private record Name(Metric quantity, Map<String, String> tags) {}

    /** Goes on counting where what it is told begins anew. */
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
