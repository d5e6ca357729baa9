package io.leasewatch.monitor.export;

import java.util.Locale;

/**
 * Everything that is measured, under one name wherever it is told: MicroProfile Metrics, OpenTelemetry, Prometheus, OpenMetrics and
 * InfluxDB.
 *
 * <p>The {@code db.client.connection} names and units are those of OpenTelemetry's semantic conventions, which are not stable yet.
 */
public enum Metric {
    CONNECTIONS("db.client.connection.count", Kind.LEVEL, "{connection}", "Connections that are used or idle"),
    MAX("db.client.connection.max", Kind.LEVEL, "{connection}", "The most connections the pool may open"),
    IDLE_MIN("db.client.connection.idle.min", Kind.LEVEL, "{connection}", "The fewest connections that the pool keeps"),
    PENDING("db.client.connection.pending_requests", Kind.LEVEL, "{request}", "Threads that wait for a connection"),
    TIMEOUTS(
            "db.client.connection.timeouts",
            Kind.COUNTER,
            "{timeout}",
            "Acquisitions that ended without a connection in time"),
    WAIT_TIME(
            "db.client.connection.wait_time",
            Kind.HISTOGRAM,
            "s",
            "How long connections were waited for, in vain or not; each to 1 %"),
    USE_TIME("db.client.connection.use_time", Kind.HISTOGRAM, "s", "How long connections were held; each to 1 %"),
    UTILIZATION("leasewatch.pool.utilization", Kind.GAUGE, "1", "The share of its maximum that is in use, 0 to 1"),
    PEAK(
            "leasewatch.pool.peak_used",
            Kind.GAUGE,
            "{connection}",
            "The most connections that were in use at once in the last minute"),
    EXHAUSTIONS(
            "leasewatch.pool.exhaustions",
            Kind.COUNTER,
            "{exhaustion}",
            "How often the pool was full while threads waited"),
    EXHAUSTION_ETA(
            "leasewatch.pool.exhaustion_eta",
            Kind.GAUGE,
            "s",
            "When leases that stay out will have used up the pool, +Inf if that is not in sight"),
    RECOMMENDED_SIZE(
            "leasewatch.pool.recommended_size", Kind.GAUGE, "{connection}", "How large the pool should be, by model"),
    OLDEST("leasewatch.lease.oldest_age", Kind.GAUGE, "s", "How long the oldest open lease has been held"),
    SUSPECTS("leasewatch.lease.suspects", Kind.LEVEL, "{lease}", "Leaks whose lease is still open"),
    NESTED(
            "leasewatch.lease.nested",
            Kind.COUNTER,
            "{lease}",
            "Connections taken by a thread that held one, of the same pool or another"),
    LEAKS("leasewatch.leaks", Kind.COUNTER, "{leak}", "Leaks found, each lease once"),
    RESOLVED("leasewatch.leaks.resolved", Kind.COUNTER, "{leak}", "Leaks that ended, by how they did"),
    ALERTS("leasewatch.alerts.firing", Kind.LEVEL, "{alert}", "Alerts that fire, by severity"),
    DELIVERIES(
            "leasewatch.alert.deliveries",
            Kind.COUNTER,
            "{attempt}",
            "Attempts to deliver an alert, by channel and outcome"),
    PUSHES("leasewatch.influx.pushes", Kind.COUNTER, "{attempt}", "Attempts to push to InfluxDB, by outcome"),
    CAPTURES(
            "leasewatch.stack.captures",
            Kind.GAUGE,
            "{capture}",
            "Walks of a stack, made to find the line that took a lease"),
    DATABASE_UP("leasewatch.database.up", Kind.GAUGE, "{database}", "Whether a guarded database answers: 1 or 0"),
    DATABASE_PING(
            "leasewatch.database.ping", Kind.GAUGE, "s", "How long a guarded database took to answer the last ping"),
    RECONNECTIONS(
            "leasewatch.database.reconnections",
            Kind.COUNTER,
            "{reconnection}",
            "How often a guarded database came back after it was down"),
    PGBOUNCER_UP(
            "leasewatch.pgbouncer.up", Kind.GAUGE, "{pgbouncer}", "1 while the PgBouncer answers, 0 while it does not"),
    PGBOUNCER_WAITING(
            "leasewatch.pgbouncer.waiting_clients",
            Kind.LEVEL,
            "{client}",
            "Clients of the PgBouncer that wait for a server"),
    PGBOUNCER_WAIT(
            "leasewatch.pgbouncer.max_wait",
            Kind.GAUGE,
            "s",
            "How long the client has waited that has waited the longest for a server of the PgBouncer"),
    REDIS_UP("leasewatch.redis.up", Kind.GAUGE, "{server}", "1 while Redis answers, 0 while it does not"),
    REDIS_CLIENTS("leasewatch.redis.clients", Kind.LEVEL, "{client}", "Clients that are connected to Redis"),
    REDIS_OPS(
            "leasewatch.redis.ops", Kind.GAUGE, "{command}", "Commands that Redis executed in the last second, about");

    private final String dotted;
    private final Kind kind;
    private final String unit;
    private final String description;

    Metric(String dotted, Kind kind, String unit, String description) {
        this.dotted = dotted;
        this.kind = kind;
        this.unit = unit;
        this.description = description;
    }

    /** Its name for OpenTelemetry and MicroProfile, such as {@code db.client.connection.max}. */
    public String dotted() {
        return dotted;
    }

    /**
     * Its name for Prometheus without {@code _total}, such as {@code leasewatch_pool_utilization_ratio}: what Prometheus makes of the
     * dotted name and the unit when either of the two others hands it on.
     */
    public String underscored() {
        String name = underscored(dotted);
        return isTime() ? name + "_seconds" : isRatio() ? name + "_ratio" : name;
    }

    /** The same of the key of a tag. */
    public static String underscored(String text) {
        return text.replace('.', '_').toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** In UCUM: {@code s}, {@code 1} for a share, and for what is counted its name in braces. */
    public String unit() {
        return unit;
    }

    public String description() {
        return description;
    }

    /** Whether it is told in seconds. */
    public boolean isTime() {
        return unit.equals("s");
    }

    /** Whether it is a share, 0 to 1. */
    public boolean isRatio() {
        return unit.equals("1");
    }

    /** Whether things are counted, so that its values are whole numbers. */
    boolean isCount() {
        return unit.startsWith("{");
    }

    /** How its values come about. */
    public enum Kind {
        /** What is there now, of which the sum over all tags makes sense. */
        LEVEL,
        /** What is there now. */
        GAUGE,
        /** What there has been since the start; it never falls. */
        COUNTER,
        /** How often it was how much since the start. */
        HISTOGRAM
    }
}
