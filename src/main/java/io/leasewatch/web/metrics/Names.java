package io.leasewatch.web.metrics;

import io.leasewatch.monitor.export.Metric;
import io.leasewatch.monitor.export.Tags;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricUnits;

/**
 * The metadata of each metric. One object each, because the server rejects a second one with the same name.
 *
 * <p>Dots in tag keys are replaced by underscores, so that the Prometheus series are the same as those exported from OpenTelemetry.
 */
final class Names {

    static final String OTEL_POOL = Metric.underscored(Tags.OTEL_POOL);
    static final String OTEL_STATE = Metric.underscored(Tags.OTEL_STATE);

    static final Metadata CONNECTIONS = of(Metric.CONNECTIONS);
    static final Metadata MAX = of(Metric.MAX);
    static final Metadata PENDING = of(Metric.PENDING);
    static final Metadata TIMEOUTS = of(Metric.TIMEOUTS);
    static final Metadata IDLE_MIN = of(Metric.IDLE_MIN);
    static final Metadata WAIT_TIME = of(Metric.WAIT_TIME);
    static final Metadata USE_TIME = of(Metric.USE_TIME);
    static final Metadata OLDEST = of(Metric.OLDEST);
    static final Metadata SUSPECTS = of(Metric.SUSPECTS);
    static final Metadata LEAKS = of(Metric.LEAKS);
    static final Metadata RESOLVED = of(Metric.RESOLVED);
    static final Metadata NESTED = of(Metric.NESTED);
    static final Metadata UTILIZATION = of(Metric.UTILIZATION);
    static final Metadata EXHAUSTION_ETA = of(Metric.EXHAUSTION_ETA);
    static final Metadata RECOMMENDED_SIZE = of(Metric.RECOMMENDED_SIZE);
    static final Metadata DATABASE_UP = of(Metric.DATABASE_UP);
    static final Metadata DATABASE_PING = of(Metric.DATABASE_PING);
    static final Metadata RECONNECTIONS = of(Metric.RECONNECTIONS);
    static final Metadata PEAK = of(Metric.PEAK);
    static final Metadata EXHAUSTIONS = of(Metric.EXHAUSTIONS);
    static final Metadata CAPTURES = of(Metric.CAPTURES);
    static final Metadata DELIVERIES = of(Metric.DELIVERIES);
    static final Metadata PUSHES = of(Metric.PUSHES);
    static final Metadata ALERTS = of(Metric.ALERTS);
    static final Metadata PGBOUNCER_UP = of(Metric.PGBOUNCER_UP);
    static final Metadata PGBOUNCER_WAITING = of(Metric.PGBOUNCER_WAITING);
    static final Metadata PGBOUNCER_WAIT = of(Metric.PGBOUNCER_WAIT);
    static final Metadata REDIS_UP = of(Metric.REDIS_UP);
    static final Metadata REDIS_CLIENTS = of(Metric.REDIS_CLIENTS);
    static final Metadata REDIS_OPS = of(Metric.REDIS_OPS);

    private Names() {}

    private static Metadata of(Metric metric) {
        return Metadata.builder()
                .withName(metric.dotted())
                .withUnit(metric.isTime() ? MetricUnits.SECONDS : metric.isRatio() ? "ratio" : MetricUnits.NONE)
                .withDescription(metric.description())
                .build();
    }
}
