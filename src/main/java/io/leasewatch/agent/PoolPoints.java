package io.leasewatch.agent;

import java.util.List;
import java.util.Set;

/** Every point of the pools that applications bring along. What is told is told with the name of the class that {@code hooks} knows it by. */
final class PoolPoints {

    /** Leads to the pool proper, which has a name where the data source has none. */
    static final String DBCP = "org.apache.commons.dbcp2.PoolingDataSource";

    private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";
    private static final String AGROAL = "io.agroal.pool.DataSource";
    private static final String C3P0 = "com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource";
    private static final String HIKARI_CONNECTION = "com.zaxxer.hikari.pool.ProxyConnection";
    private static final String DBCP_CONNECTION = DBCP + "$PoolGuardConnectionWrapper";
    private static final String AGROAL_CONNECTION = "io.agroal.pool.wrapper.ConnectionWrapper";

    private static final String C3P0_CONNECTION = "com.mchange.v2.c3p0.impl.NewProxyConnection";

    /** As it is called since C3P0 0.11. */
    private static final String C3P0_CONNECTION_SINCE_11 = "com.mchange.v2.c3p0.impl.AbstractNewProxyConnection";

    /** What Tomcat hands out is a proxy of the JDK's; behind it stands one of these, which is used again and again. */
    private static final String TOMCAT_CONNECTION = "org.apache.tomcat.jdbc.pool.PooledConnection";

    private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.ConnectionPool";

    /** What has a place for its lease. */
    static final Set<String> CONNECTIONS = Set.of(
            HIKARI_CONNECTION,
            DBCP_CONNECTION,
            AGROAL_CONNECTION,
            C3P0_CONNECTION,
            C3P0_CONNECTION_SINCE_11,
            TOMCAT_CONNECTION);

    private static final Shape GET = Shape.of("getConnection");
    private static final Shape GET_AS = Shape.of("getConnection", "String", "String");
    private static final Shape CLOSE = Shape.of("close");

    private static final String TAKEN = "which connections are taken from such pools in applications";

    static final List<Point> ALL = List.of(
            asked(HIKARI, GET),
            shut(HIKARI),
            returned(HIKARI_CONNECTION, CLOSE, ReturnAdvice.class),
            asked(DBCP, GET.with("pool")),
            returned(DBCP_CONNECTION, CLOSE, ReturnAdvice.class),
            asked(AGROAL, GET),
            shut(AGROAL),
            returned(AGROAL_CONNECTION, CLOSE, ReturnAdvice.class),
            asked(C3P0, GET),
            asked(C3P0, GET_AS),
            shut(C3P0),
            returned(C3P0_CONNECTION, CLOSE, ReturnAdvice.class),
            returned(C3P0_CONNECTION_SINCE_11, CLOSE, ReturnAdvice.class),
            new Point(TOMCAT, Shape.of("borrowConnection", "int", "String", "String"), UserAcquireAdvice.class, TAKEN),
            returned(TOMCAT, Shape.of("returnConnection", "PooledConnection"), ReturnToPoolAdvice.class),
            new Point(
                    TOMCAT,
                    Shape.of("release", "PooledConnection"),
                    DiscardAdvice.class,
                    "which connections such a pool throws away although they are in use"),
            new Point(TOMCAT_CONNECTION, Shape.of("getObjectName"), NoAdvice.class, TAKEN));

    private PoolPoints() {}

    private static Point asked(String type, Shape shape) {
        return new Point(type, shape, AcquireAdvice.class, TAKEN);
    }

    private static Point shut(String type) {
        return new Point(
                type,
                CLOSE,
                PoolCloseAdvice.class,
                "which connections were out of such a pool in an application when it was closed");
    }

    private static Point returned(String type, Shape shape, Class<?> advice) {
        return new Point(type, shape, advice, "when connections of such pools in applications are closed");
    }
}
