package io.leasewatch.monitor.export;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.text.FailureLog;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.redis.RedisWatch;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of all metrics, computed once for each reading of the pools. MicroProfile Metrics, OpenTelemetry, Prometheus text and InfluxDB
 * encode this one list.
 *
 * <p>Thread-safe. Updates are serialized by this object's lock; {@link #now} reads one volatile field.
 */
public final class MetricsSnapshot {

    private final PoolWatch pools;
    private final Ticker ticker;
    private final List<SeriesSource> sources;
    private final HistogramBuckets buckets;
    private final MetricLabels labels;
    private final SeriesValues values;
    private final List<MetricsListener> listeners = new CopyOnWriteArrayList<>();
    private final FailureLog failures = new FailureLog();
    private List<PoolReading> published = List.of();
    private volatile MetricsSettings settings = MetricsSettings.DEFAULT;
    private volatile List<Series> series = List.of();

    /**
     * With the metrics of all parts of the monitor.
     *
     * @param lag how late each thread of the monitor was
     */
    public static MetricsSnapshot of(
            LeaseRegistry leases,
            PoolWatch pools,
            LeakLedger ledger,
            AlertEvaluator alerts,
            Advisor advisor,
            Judge judge,
            Databases databases,
            PgBouncers pgbouncers,
            RedisWatch redis,
            DeliveryCounters deliveries,
            DeliveryCounters pushes,
            Supplier<Map<String, Duration>> lag) {
        MetricLabels labels = MetricLabels.of(leases, pools, ledger, databases);
        return new MetricsSnapshot(
                leases,
                pools,
                List.of(
                        new PoolSeries(pools, leases, labels),
                        new LeakSeries(ledger, pools, alerts, labels),
                        new ServiceSeries(leases, ledger),
                        new AdviceSeries(advisor, judge, pools),
                        new BackendSeries(databases, pgbouncers, redis),
                        new DeliverySeries(deliveries, pushes),
                        listener -> lag.get()
                                .forEach((thread, late) ->
                                        listener.value(Metric.LAG, late.toNanos() / 1e9, Tags.THREAD, thread))),
                labels);
    }

    MetricsSnapshot(LeaseRegistry leases, PoolWatch pools, List<SeriesSource> sources, MetricLabels labels) {
        this.pools = pools;
        this.ticker = leases.ticker();
        this.sources = List.copyOf(sources);
        this.buckets = new HistogramBuckets(leases, pools.times());
        this.labels = labels;
        this.values = new SeriesValues(labels);
    }

    public void apply(MetricsSettings next) {
        settings = next;
    }

    /** Notifies {@code listener} from now on. */
    public void addListener(MetricsListener listener) {
        listeners.add(listener);
    }

    /** The values of the last update. */
    public List<Series> now() {
        return series;
    }

    /** Updates the values if the pools have been read since the last update. */
    public synchronized void updateAfterReading() {
        if (pools.readings() != published) {
            update();
        }
    }

    /** Updates the values and notifies the listeners. */
    public synchronized void update() {
        List<PoolReading> readings = pools.readings();
        boolean isNew = readings != published;
        published = readings;
        if (labels.update(settings, ticker.nanos())) {
            values.removeLost();
            buckets.retain(pool -> labels.pool(pool).equals(pool));
        }
        List<Series> now = new ArrayList<>(values.collect(sources));
        if (isNew) {
            buckets.add(published, labels::pool);
        }
        now.addAll(buckets.distributions());
        series = List.copyOf(now);
        listeners.forEach(this::notify);
    }

    private void notify(MetricsListener listener) {
        try {
            listener.updated(series);
        } catch (Throwable e) {
            failures.report("publishing the metrics by " + listener.getClass().getSimpleName(), e);
        }
    }

    /** A source of series. Called by one thread at a time; must not block. */
    interface SeriesSource {

        /** Passes the current value of each series to {@code listener}. */
        void collect(Listener listener);

        /** Receives the values. */
        interface Listener {

            /**
             * Receives one value.
             *
             * @param value the value; {@code null} means unknown, and is ignored
             * @param tags alternating keys and values
             */
            void value(Metric metric, @Nullable Number value, String... tags);
        }
    }
}
