package io.leasewatch.monitor.export;

import java.util.Locale;

/**
 * All metrics. The names are the same in MicroProfile Metrics, OpenTelemetry, Prometheus, OpenMetrics and InfluxDB.
 *
 * <p>The {@code db.client.connection} names and units are from OpenTelemetry's semantic conventions, which are not stable yet.
 */
public enum Metric {
    CONNECTIONS("db.client.connection.count", Kind.LEVEL, "{connection}", "Connections, by state: used or idle"),
    MAX("db.client.connection.max", Kind.LEVEL, "{connection}", "Maximum size of the pool"),
    IDLE_MIN("db.client.connection.idle.min", Kind.LEVEL, "{connection}", "Minimum size of the pool"),
    PENDING("db.client.connection.pending_requests", Kind.LEVEL, "{request}", "Threads waiting for a connection"),
    TIMEOUTS("db.client.connection.timeouts", Kind.COUNTER, "{timeout}", "Acquisitions that timed out"),
    WAIT_TIME(
            "db.client.connection.wait_time",
            Kind.HISTOGRAM,
            "s",
            "Time that threads waited for a connection, timeouts included; accurate to 1 %"),
    USE_TIME("db.client.connection.use_time", Kind.HISTOGRAM, "s", "Time that connections were held; accurate to 1 %"),
    UTILIZATION("leasewatch.pool.utilization", Kind.GAUGE, "1", "Connections in use divided by the maximum, 0 to 1"),
    PEAK(
            "leasewatch.pool.peak_used",
            Kind.GAUGE,
            "{connection}",
            "Maximum number of connections in use at once in the last minute"),
    EXHAUSTIONS(
            "leasewatch.pool.exhaustions",
            Kind.COUNTER,
            "{exhaustion}",
            "Times that the pool was exhausted: full while threads waited"),
    EXHAUSTION_ETA(
            "leasewatch.pool.exhaustion_eta",
            Kind.GAUGE,
            "s",
            "Time until leases that are not returned exhaust the pool, +Inf if no exhaustion is forecast"),
    RECOMMENDED_SIZE(
            "leasewatch.pool.recommended_size", Kind.GAUGE, "{connection}", "Recommended size of the pool, by model"),
    OLDEST("leasewatch.lease.oldest_age", Kind.GAUGE, "s", "Age of the oldest open lease"),
    SUSPECTS("leasewatch.lease.suspects", Kind.LEVEL, "{lease}", "Leaks whose lease is still open"),
    NESTED(
            "leasewatch.lease.nested",
            Kind.COUNTER,
            "{lease}",
            "Connections acquired by a thread that already held one, of the same or another pool"),
    LEAKS("leasewatch.leaks", Kind.COUNTER, "{leak}", "Leaks found, one per lease"),
    RESOLVED("leasewatch.leaks.resolved", Kind.COUNTER, "{leak}", "Leaks that ended, by outcome"),
    ALERTS("leasewatch.alerts.firing", Kind.LEVEL, "{alert}", "Firing alerts, by severity"),
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
            "Stack walks to find the line of code that took a lease"),
    DATABASE_UP("leasewatch.database.up", Kind.GAUGE, "{database}", "1 if a guarded database answers, 0 if not"),
    DATABASE_PING("leasewatch.database.ping", Kind.GAUGE, "s", "Response time of the last ping of a guarded database"),
    RECONNECTIONS(
            "leasewatch.database.reconnections",
            Kind.COUNTER,
            "{reconnection}",
            "Times that a guarded database came up again after it was down"),
    PGBOUNCER_UP("leasewatch.pgbouncer.up", Kind.GAUGE, "{pgbouncer}", "1 if the PgBouncer answers, 0 if not"),
    PGBOUNCER_WAITING(
            "leasewatch.pgbouncer.waiting_clients",
            Kind.LEVEL,
            "{client}",
            "Clients of the PgBouncer that wait for a server connection"),
    PGBOUNCER_WAIT(
            "leasewatch.pgbouncer.max_wait",
            Kind.GAUGE,
            "s",
            "Longest current wait of a client of the PgBouncer for a server connection"),
    SERVICE_LEASES("leasewatch.service.leases", Kind.COUNTER, "{lease}", "Leases opened, by service"),
    SERVICE_OPEN("leasewatch.service.open_leases", Kind.LEVEL, "{lease}", "Open leases, by service"),
    SERVICE_LEAKS("leasewatch.service.leaks", Kind.COUNTER, "{leak}", "Leaks found, by service"),
    SERVICE_ERRORS("leasewatch.service.errors", Kind.COUNTER, "{error}", "Errors of work that was tracked, by service"),
    LAG("leasewatch.monitor.lag", Kind.GAUGE, "s", "How late the monitor was at most in the last minute, by thread"),
    POOLS("leasewatch.pools", Kind.LEVEL, "{pool}", "Pools, by whether they have series of their own: own or other"),
    REDIS_UP("leasewatch.redis.up", Kind.GAUGE, "{server}", "1 if Redis answers, 0 if not"),
    REDIS_CLIENTS("leasewatch.redis.clients", Kind.LEVEL, "{client}", "Clients connected to Redis"),
    REDIS_OPS("leasewatch.redis.ops", Kind.GAUGE, "{command}", "Approximate commands per second executed by Redis");

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

    /** The name in OpenTelemetry and MicroProfile Metrics, such as {@code db.client.connection.max}. */
    public String dotted() {
        return dotted;
    }

    /**
     * The name in Prometheus without {@code _total}, such as {@code leasewatch_pool_utilization_ratio}. The exporters of OpenTelemetry and
     * MicroProfile Metrics derive the same name from the dotted name and the unit.
     */
    public String underscored() {
        String name = underscored(dotted);
        return isTime() ? name + "_seconds" : isRatio() ? name + "_ratio" : name;
    }

    /** Replaces the dots of a name or a tag key by underscores. */
    public static String underscored(String text) {
        return text.replace('.', '_').toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** The unit in UCUM: {@code s}, {@code 1} for a ratio, and for counts the counted thing in braces. */
    public String unit() {
        return unit;
    }

    public String description() {
        return description;
    }

    /** Whether the values are in seconds. */
    public boolean isTime() {
        return unit.equals("s");
    }

    /** Whether the values are ratios, 0 to 1. */
    public boolean isRatio() {
        return unit.equals("1");
    }

    /** Whether the values are counts, which are whole numbers. */
    boolean isCount() {
        return unit.startsWith("{");
    }

    /** The value for two pools together. */
    double combined(double one, double other) {
        return switch (this) {
            case EXHAUSTION_ETA, DATABASE_UP -> Math.min(one, other);
            case RECOMMENDED_SIZE -> one + other;
            default -> kind == Kind.LEVEL ? one + other : Math.max(one, other);
        };
    }

    /** The kind of a metric. */
    public enum Kind {
        /** A current value that can be summed over all tags. */
        LEVEL,
        /** A current value. */
        GAUGE,
        /** A total since the start, which never decreases. */
        COUNTER,
        /** A distribution of values since the start. */
        HISTOGRAM
    }
}
