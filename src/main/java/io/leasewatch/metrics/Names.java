package io.leasewatch.metrics;

import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricUnits;

/**
 * One metadata object per metric: the server refuses a second one under the same name.
 *
 * <p>The {@code db.client.connection} names and their tags are those of OpenTelemetry's semantic conventions, the dots of tag
 * keys written as underscores, so that they render as the same Prometheus series. Those conventions are not stable yet.
 */
final class Names {

    static final String OTEL_POOL = "db_client_connection_pool_name";
    static final String OTEL_STATE = "db_client_connection_state";
    static final String POOL = "pool";
    static final String MODEL = "model";
    static final String KIND = "kind";
    static final String PGBOUNCER = "pgbouncer";
    static final String OUTCOME = "outcome";
    static final String CHANNEL = "channel";

    static final Metadata CONNECTIONS =
            of("db.client.connection.count", MetricUnits.NONE, "Connections that are used or idle");
    static final Metadata MAX =
            of("db.client.connection.max", MetricUnits.NONE, "The most connections the pool may open");
    static final Metadata PENDING =
            of("db.client.connection.pending_requests", MetricUnits.NONE, "Threads that wait for a connection");
    static final Metadata TIMEOUTS = of(
            "db.client.connection.timeouts", MetricUnits.NONE, "Acquisitions that ended without a connection in time");

    static final Metadata IDLE_MIN =
            of("db.client.connection.idle.min", MetricUnits.NONE, "The fewest connections that the pool keeps");
    static final Metadata WAIT_TIME = of(
            "db.client.connection.wait_time",
            MetricUnits.SECONDS,
            "How long connections were waited for, in vain or not; each to 1 %");
    static final Metadata USE_TIME =
            of("db.client.connection.use_time", MetricUnits.SECONDS, "How long connections were held; each to 1 %");

    static final Metadata OLDEST =
            of("leasewatch.lease.oldest_age", MetricUnits.SECONDS, "How long the oldest open lease has been held");
    static final Metadata SUSPECTS =
            of("leasewatch.lease.suspects", MetricUnits.NONE, "Leaks whose lease is still open");
    static final Metadata LEAKS = of("leasewatch.leaks", MetricUnits.NONE, "Leaks found, each lease once");
    static final Metadata RESOLVED =
            of("leasewatch.leaks.resolved", MetricUnits.NONE, "Leaks that ended, by how they did");
    static final Metadata NESTED = of(
            "leasewatch.lease.nested",
            MetricUnits.NONE,
            "Connections taken by a thread that held one, of the same pool or another");
    static final Metadata UTILIZATION =
            of("leasewatch.pool.utilization", "ratio", "The share of its maximum that is in use, 0 to 1");

    static final Metadata EXHAUSTION_ETA = of(
            "leasewatch.pool.exhaustion_eta",
            MetricUnits.SECONDS,
            "When leases that stay out will have used up the pool, +Inf if that is not in sight");
    static final Metadata RECOMMENDED_SIZE =
            of("leasewatch.pool.recommended_size", MetricUnits.NONE, "How large the pool should be, by model");
    static final Metadata DATABASE_UP =
            of("leasewatch.database.up", MetricUnits.NONE, "Whether a guarded database answers: 1 or 0");
    static final Metadata DATABASE_PING = of(
            "leasewatch.database.ping",
            MetricUnits.SECONDS,
            "How long a guarded database took to answer the last ping");
    static final Metadata RECONNECTIONS = of(
            "leasewatch.database.reconnections",
            MetricUnits.NONE,
            "How often a guarded database came back after it was down");

    static final Metadata PEAK = of(
            "leasewatch.pool.peak_used",
            MetricUnits.NONE,
            "The most connections that were in use at once in the last minute");
    static final Metadata EXHAUSTIONS =
            of("leasewatch.pool.exhaustions", MetricUnits.NONE, "How often the pool was full while threads waited");

    static final Metadata CAPTURES = of(
            "leasewatch.stack.captures", MetricUnits.NONE, "Walks of a stack, made to find the line that took a lease");

    static final Metadata DELIVERIES =
            of("leasewatch.alert.deliveries", MetricUnits.NONE, "Attempts to deliver an alert, by channel and outcome");
    static final Metadata PGBOUNCER_UP =
            of("leasewatch.pgbouncer.up", MetricUnits.NONE, "1 while the PgBouncer answers, 0 while it does not");
    static final Metadata PGBOUNCER_WAITING = of(
            "leasewatch.pgbouncer.waiting_clients",
            MetricUnits.NONE,
            "Clients of the PgBouncer that wait for a server");
    static final Metadata PGBOUNCER_WAIT = of(
            "leasewatch.pgbouncer.max_wait",
            MetricUnits.SECONDS,
            "How long the client has waited that has waited the longest for a server of the PgBouncer");
    static final Metadata REDIS_UP =
            of("leasewatch.redis.up", MetricUnits.NONE, "1 while Redis answers, 0 while it does not");
    static final Metadata REDIS_CLIENTS =
            of("leasewatch.redis.clients", MetricUnits.NONE, "Clients that are connected to Redis");
    static final Metadata REDIS_OPS =
            of("leasewatch.redis.ops", MetricUnits.NONE, "Commands that Redis executed in the last second, about");

    private Names() {}

    private static Metadata of(String name, String unit, String description) {
        return Metadata.builder()
                .withName(name)
                .withUnit(unit)
                .withDescription(description)
                .build();
    }
}
