package io.leasewatch.monitor.export;

/** The tag keys of metrics. For formats without dots, {@link Metric#underscored(String)} replaces them. */
public final class Tags {

    /** The name of the pool, for metrics of OpenTelemetry's semantic conventions. */
    public static final String OTEL_POOL = "db.client.connection.pool.name";

    /** {@code used} or {@code idle}. */
    public static final String OTEL_STATE = "db.client.connection.state";

    /** The name of the pool, for all other metrics. */
    public static final String POOL = "pool";

    public static final String SERVICE = "service";
    public static final String THREAD = "thread";
    public static final String SERIES = "series";
    public static final String MODEL = "model";
    public static final String KIND = "kind";
    public static final String PGBOUNCER = "pgbouncer";
    public static final String OUTCOME = "outcome";
    public static final String CHANNEL = "channel";
    public static final String SEVERITY = "severity";

    /** The server, for data that is pushed or exported and not scraped from a known server. */
    static final String INSTANCE = "instance";

    private Tags() {}
}
