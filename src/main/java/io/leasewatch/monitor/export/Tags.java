package io.leasewatch.monitor.export;

/** By what series of one quantity are told apart. Where underscores are wanted, {@link Metric#underscored(String)} puts them. */
public final class Tags {

    /** The pool's name where the quantity is one of OpenTelemetry's. */
    public static final String OTEL_POOL = "db.client.connection.pool.name";

    /** {@code used} or {@code idle}. */
    public static final String OTEL_STATE = "db.client.connection.state";

    /** The pool's name otherwise. */
    public static final String POOL = "pool";

    public static final String MODEL = "model";
    public static final String KIND = "kind";
    public static final String PGBOUNCER = "pgbouncer";
    public static final String OUTCOME = "outcome";
    public static final String CHANNEL = "channel";
    public static final String SEVERITY = "severity";

    /** The server, where what is written is not asked of one server by whoever knows which. */
    static final String INSTANCE = "instance";

    private Tags() {}
}
