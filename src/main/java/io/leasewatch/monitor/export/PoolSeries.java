package io.leasewatch.monitor.export;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest reading of each pool. */
final class PoolSeries implements SeriesSource {

    private final PoolWatch pools;
    private final LeaseRegistry leases;
    private final MetricLabels labels;

    PoolSeries(PoolWatch pools, LeaseRegistry leases, MetricLabels labels) {
        this.pools = pools;
        this.leases = leases;
        this.labels = labels;
    }

    @Override
    public void collect(Listener listener) {
        Map<String, Pool> watched = leases.pools();
        List<PoolReading> readings = pools.readings();
        for (PoolReading reading : readings) {
            collect(reading, listener);
            Pool pool = watched.get(reading.poolName());
            listener.value(Metric.NESTED, pool == null ? 0 : pool.nested(), Tags.POOL, reading.poolName());
        }
        long own = readings.stream()
                .map(PoolReading::poolName)
                .filter(pool -> labels.pool(pool).equals(pool))
                .count();
        listener.value(Metric.POOLS, own, Tags.SERIES, "own");
        listener.value(Metric.POOLS, readings.size() - own, Tags.SERIES, "other");
        listener.value(Metric.CAPTURES, leases.captures());
    }

    private static void collect(PoolReading reading, Listener listener) {
        String pool = reading.poolName();
        listener.value(Metric.CONNECTIONS, reading.inUseCount(), Tags.OTEL_POOL, pool, Tags.OTEL_STATE, "used");
        listener.value(Metric.CONNECTIONS, reading.idleCount(), Tags.OTEL_POOL, pool, Tags.OTEL_STATE, "idle");
        listener.value(Metric.MAX, reading.maxCount(), Tags.OTEL_POOL, pool);
        listener.value(Metric.IDLE_MIN, reading.minCount(), Tags.OTEL_POOL, pool);
        listener.value(Metric.PENDING, reading.waiting(), Tags.OTEL_POOL, pool);
        listener.value(Metric.TIMEOUTS, reading.timeouts(), Tags.OTEL_POOL, pool);
        listener.value(Metric.UTILIZATION, reading.utilization(), Tags.POOL, pool);
        listener.value(Metric.PEAK, reading.recentPeakCount(), Tags.POOL, pool);
        listener.value(Metric.EXHAUSTIONS, reading.exhaustions(), Tags.POOL, pool);
        listener.value(Metric.OLDEST, seconds(reading.oldestAge()), Tags.POOL, pool);
    }

    private static double seconds(@Nullable Duration time) {
        return time == null ? 0 : time.toNanos() / 1e9;
    }
}
