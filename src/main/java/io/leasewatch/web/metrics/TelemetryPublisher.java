package io.leasewatch.web.metrics;

import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.Exporting;
import io.leasewatch.monitor.LeaseMonitoring;
import io.leasewatch.monitor.PoolMonitoring;
import io.leasewatch.monitor.export.Metric;
import io.leasewatch.monitor.export.Tags;
import io.leasewatch.monitor.pool.PoolListener;
import io.leasewatch.spi.PoolReading;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the same metrics as {@link MetricsPublisher} through OpenTelemetry, from the first reading on. Called only on the thread of the
 * heartbeat.
 */
@ApplicationScoped
public class TelemetryPublisher implements PoolListener {

    private static final AttributeKey<String> POOL = AttributeKey.stringKey(Tags.OTEL_POOL);

    @Inject
    private Instance<OpenTelemetry> openTelemetry;

    @Inject
    private Exporting exporting;

    @Inject
    private PoolMonitoring poolMonitoring;

    @Inject
    private LeaseMonitoring leases;

    private @Nullable Telemetry telemetry;

    @Override
    public void read(List<PoolReading> readings) {
        Telemetry now = telemetry;
        if (now == null) {
            if (!openTelemetry.isResolvable()) {
                return;
            }
            now = new Telemetry(openTelemetry.get().getMeter("io.leasewatch"), exporting.metrics());
            telemetry = now;
        }
        Map<String, Pool> watched = leases.registry().pools();
        for (PoolReading reading : readings) {
            Pool pool = watched.get(reading.poolName());
            if (pool != null) {
                time(pool, now);
            }
        }
    }

    private void time(Pool pool, Telemetry to) {
        Attributes name = Attributes.of(POOL, pool.name());
        poolMonitoring
                .pools()
                .times()
                .waitsSinceLastReading(pool, (time, count) -> to.record(Metric.WAIT_TIME, time, count, name));
        poolMonitoring
                .pools()
                .times()
                .holdsSinceLastReading(pool, (time, count) -> to.record(Metric.USE_TIME, time, count, name));
    }

    @PreDestroy
    void close() {
        if (telemetry != null) {
            telemetry.close();
        }
    }
}
