package io.leasewatch.agent;

import io.leasewatch.agent.advice.AcquireAdvice;
import io.leasewatch.agent.advice.DiscardAdvice;
import io.leasewatch.agent.advice.NoAdvice;
import io.leasewatch.agent.advice.PoolCloseAdvice;
import io.leasewatch.agent.advice.ReturnAdvice;
import io.leasewatch.agent.advice.ReturnToPoolAdvice;
import java.util.List;
import java.util.Set;

/**
 * All points of pools that applications bring along. Events carry the name of the woven class, by which {@code core.hooks} knows
 * the kind of pool.
 */
final class PoolPoints {

    /** The data source of DBCP. It has no name; the pool behind it has one. */
    static final String DBCP = "org.apache.commons.dbcp2.PoolingDataSource";

    private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";
    private static final String AGROAL = "io.agroal.pool.DataSource";
    private static final String C3P0 = "com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource";
    private static final String HIKARI_CONNECTION = "com.zaxxer.hikari.pool.ProxyConnection";
    private static final String DBCP_CONNECTION = DBCP + "$PoolGuardConnectionWrapper";
    private static final String AGROAL_CONNECTION = "io.agroal.pool.wrapper.ConnectionWrapper";

    private static final String C3P0_CONNECTION = "com.mchange.v2.c3p0.impl.NewProxyConnection";

    /** The name of the class since C3P0 0.11. */
    private static final String C3P0_CONNECTION_SINCE_11 = "com.mchange.v2.c3p0.impl.AbstractNewProxyConnection";

    /** Tomcat hands out JDK proxies; behind each is one of these objects, which is reused. */
    private static final String TOMCAT_CONNECTION = "org.apache.tomcat.jdbc.pool.PooledConnection";

    private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.ConnectionPool";

    /** The classes of connections that get a field for a lease. */
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

    private static final String TAKEN = "connections acquired from such pools in applications";

    static final List<Point> ALL = List.of(
            acquired(HIKARI, GET),
            closed(HIKARI),
            returned(HIKARI_CONNECTION, CLOSE, ReturnAdvice.class),
            acquired(DBCP, GET.with("pool")),
            returned(DBCP_CONNECTION, CLOSE, ReturnAdvice.class),
            acquired(AGROAL, GET),
            closed(AGROAL),
            returned(AGROAL_CONNECTION, CLOSE, ReturnAdvice.class),
            acquired(C3P0, GET),
            acquired(C3P0, GET_AS),
            closed(C3P0),
            returned(C3P0_CONNECTION, CLOSE, ReturnAdvice.class),
            returned(C3P0_CONNECTION_SINCE_11, CLOSE, ReturnAdvice.class),
            new Point(
                    TOMCAT,
                    Shape.of("borrowConnection", "int", "String", "String"),
                    AcquireAdvice.ByUser.class,
                    AcquireAdvice.class,
                    TAKEN),
            returned(TOMCAT, Shape.of("returnConnection", "PooledConnection"), ReturnToPoolAdvice.class),
            new Point(
                    TOMCAT,
                    Shape.of("release", "PooledConnection"),
                    DiscardAdvice.class,
                    "connections in use that such a pool discards"),
            new Point(TOMCAT_CONNECTION, Shape.of("getObjectName"), NoAdvice.class, TAKEN));

    private PoolPoints() {}

    private static Point acquired(String type, Shape shape) {
        return new Point(type, shape, AcquireAdvice.class, TAKEN);
    }

    private static Point closed(String type) {
        return new Point(
                type, CLOSE, PoolCloseAdvice.class, "connections in use when such a pool in an application is closed");
    }

    private static Point returned(String type, Shape shape, Class<?> advice) {
        return new Point(type, shape, advice, "closed connections of such pools in applications");
    }
}
