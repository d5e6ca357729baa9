package io.leasewatch.metrics;

import io.leasewatch.export.Quantity;
import io.leasewatch.export.Tags;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricUnits;

/**
 * One metadata object per metric: the server refuses a second one under the same name.
 *
 * <p>The dots of tag keys are written as underscores, so that what OpenTelemetry calls the same renders as the same Prometheus series.
 */
final class Names {

    static final String OTEL_POOL = Quantity.underscored(Tags.OTEL_POOL);
    static final String OTEL_STATE = Quantity.underscored(Tags.OTEL_STATE);

    static final Metadata CONNECTIONS = of(Quantity.CONNECTIONS);
    static final Metadata MAX = of(Quantity.MAX);
    static final Metadata PENDING = of(Quantity.PENDING);
    static final Metadata TIMEOUTS = of(Quantity.TIMEOUTS);
    static final Metadata IDLE_MIN = of(Quantity.IDLE_MIN);
    static final Metadata WAIT_TIME = of(Quantity.WAIT_TIME);
    static final Metadata USE_TIME = of(Quantity.USE_TIME);
    static final Metadata OLDEST = of(Quantity.OLDEST);
    static final Metadata SUSPECTS = of(Quantity.SUSPECTS);
    static final Metadata LEAKS = of(Quantity.LEAKS);
    static final Metadata RESOLVED = of(Quantity.RESOLVED);
    static final Metadata NESTED = of(Quantity.NESTED);
    static final Metadata UTILIZATION = of(Quantity.UTILIZATION);
    static final Metadata EXHAUSTION_ETA = of(Quantity.EXHAUSTION_ETA);
    static final Metadata RECOMMENDED_SIZE = of(Quantity.RECOMMENDED_SIZE);
    static final Metadata DATABASE_UP = of(Quantity.DATABASE_UP);
    static final Metadata DATABASE_PING = of(Quantity.DATABASE_PING);
    static final Metadata RECONNECTIONS = of(Quantity.RECONNECTIONS);
    static final Metadata PEAK = of(Quantity.PEAK);
    static final Metadata EXHAUSTIONS = of(Quantity.EXHAUSTIONS);
    static final Metadata CAPTURES = of(Quantity.CAPTURES);
    static final Metadata DELIVERIES = of(Quantity.DELIVERIES);
    static final Metadata PUSHES = of(Quantity.PUSHES);
    static final Metadata ALERTS = of(Quantity.ALERTS);
    static final Metadata PGBOUNCER_UP = of(Quantity.PGBOUNCER_UP);
    static final Metadata PGBOUNCER_WAITING = of(Quantity.PGBOUNCER_WAITING);
    static final Metadata PGBOUNCER_WAIT = of(Quantity.PGBOUNCER_WAIT);
    static final Metadata REDIS_UP = of(Quantity.REDIS_UP);
    static final Metadata REDIS_CLIENTS = of(Quantity.REDIS_CLIENTS);
    static final Metadata REDIS_OPS = of(Quantity.REDIS_OPS);

    private Names() {}

    private static Metadata of(Quantity quantity) {
        return Metadata.builder()
                .withName(quantity.dotted())
                .withUnit(quantity.isTime() ? MetricUnits.SECONDS : quantity.isRatio() ? "ratio" : MetricUnits.NONE)
                .withDescription(quantity.description())
                .build();
    }
}
