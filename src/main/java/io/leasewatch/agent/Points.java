package io.leasewatch.agent;

import java.util.List;

/** Every point of the server that is woven. */
final class Points {

    /** The handle that an application gets: one for each time it asks. */
    static final String HANDLE = "com.ibm.ws.rsadapter.jdbc.WSJdbcConnection";

    /** A connection as the pool keeps it. */
    static final String MANAGED_IN_POOL = "com.ibm.ejs.j2c.MCWrapper";

    static final String POOL = "com.ibm.ejs.j2c.PoolManager";

    /** The connections of a pool that are not out. */
    private static final String FREE = "com.ibm.ejs.j2c.FreePool";

    /** The connection to the database, which stays in the pool. */
    private static final String MANAGED = "com.ibm.ws.rsadapter.impl.WSRdbManagedConnectionImpl";

    /** What the server keeps of an open handle, to close it when its user is done. */
    private static final String KEPT = "com.ibm.ejs.j2c.HCMDetails";

    private static final String STATEMENT = "com.ibm.ws.rsadapter.jdbc.WSJdbcStatement";

    private static final String PREPARED = "com.ibm.ws.rsadapter.jdbc.WSJdbcPreparedStatement";

    /** Since JDBC 4.2 there are updates of more rows than an {@code int} counts. */
    private static final String LARGE_STATEMENT = "com.ibm.ws.rsadapter.jdbc.v42.WSJdbc42Statement";

    private static final String LARGE_PREPARED = "com.ibm.ws.rsadapter.jdbc.v42.WSJdbc42PreparedStatement";

    private static final Shape EXECUTE = Shape.every("execute");

    private static final String ACTIVITY = "whether a statement is being executed, and the last SQL";

    private static final String ENDINGS =
            "whether the application or the server closed a connection; they count as closed by the application";

    private static final Shape RELEASE =
            Shape.of("release", "MCWrapper", "Object", "boolean").or(Shape.of("release", "MCWrapper", "Object"));

    static final List<Point> ALL = List.of(
            new Point(
                    HANDLE,
                    Shape.of("initialize", "WSConnectionManager"),
                    OpenAdvice.class,
                    "which connections are taken"),
            new Point(HANDLE, Shape.of("closeWrapper", "boolean"), CloseAdvice.class, "which connections are closed"),
            new Point(
                    HANDLE,
                    Shape.of("dissociate"),
                    DissociateAdvice.class,
                    "which connections the server takes back from handles that are open"),
            new Point(
                    HANDLE,
                    Shape.of("reassociate", "ManagedConnection", "Connection", "Object"),
                    ReassociateAdvice.class,
                    "which handles are used again after the server took their connection back"),
            new Point(
                    MANAGED_IN_POOL,
                    Shape.of("getStateString"),
                    NoAdvice.class,
                    "which pool a connection is from; no connection is seen"),
            new Point(KEPT, Shape.of("close", "boolean"), ContainerCloseAdvice.class, ENDINGS),
            new Point(MANAGED, Shape.of("closeHandles"), AbortAdvice.class, ENDINGS),
            new Point(MANAGED, Shape.of("destroy"), AbortAdvice.class, ENDINGS),
            new Point(
                    POOL,
                    Shape.of(
                            "reserve",
                            "ManagedConnectionFactory",
                            "Subject",
                            "ConnectionRequestInfo",
                            "Object",
                            "boolean",
                            "boolean",
                            "int",
                            "int"),
                    ReserveAdvice.class,
                    "which pool a connection is from; no connection is seen"),
            new Point(
                    POOL,
                    RELEASE,
                    ReleaseAdvice.class,
                    "which connections the server takes back from handles that are open, and which it keeps for a"
                            + " unit of work"),
            new Point(
                    FREE,
                    Shape.of("queueRequest", "ManagedConnectionFactory", "long").with("pm"),
                    WaitAdvice.class,
                    "how many requests wait for a connection"),
            new Point(
                    FREE,
                    Shape.of(
                                    "createOrWaitForConnection",
                                    "ManagedConnectionFactory",
                                    "Subject",
                                    "ConnectionRequestInfo",
                                    "int",
                                    "int",
                                    "boolean",
                                    "boolean",
                                    "int")
                            .with("pm"),
                    RefuseAdvice.class,
                    "how many requests wait in vain"),
            new Point(STATEMENT, EXECUTE, ExecuteAdvice.class, ACTIVITY),
            new Point(LARGE_STATEMENT, EXECUTE, ExecuteAdvice.class, ACTIVITY),
            new Point(PREPARED, EXECUTE, ExecutePreparedAdvice.class, ACTIVITY),
            new Point(LARGE_PREPARED, EXECUTE, ExecutePreparedAdvice.class, ACTIVITY));

    private Points() {}
}
