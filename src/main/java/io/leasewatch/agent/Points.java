package io.leasewatch.agent;

import java.util.List;

/** Every point of the server that is woven. */
final class Points {

    /** The handle that an application gets: one for each time it asks. */
    static final String HANDLE = "com.ibm.ws.rsadapter.jdbc.WSJdbcConnection";

    /** Leads from a handle to its pool. */
    static final String MANAGER = "com.ibm.ejs.j2c.ConnectionManager";

    static final String POOL = "com.ibm.ejs.j2c.PoolManager";

    /** The connection to the database, which stays in the pool. */
    private static final String MANAGED = "com.ibm.ws.rsadapter.impl.WSRdbManagedConnectionImpl";

    /** What the server keeps of an open handle, to close it when its user is done. */
    private static final String KEPT = "com.ibm.ejs.j2c.HCMDetails";

    private static final String ENDINGS =
            "whether the application or the server closed a connection; they count as closed by the application";

    private static final Shape RELEASE = Shape.of("release", "MCWrapper", "Object", "boolean");

    static final List<Point> ALL = List.of(
            new Point(
                    HANDLE, Shape.of("initialize", "WSConnectionManager"), Opened.class, "which connections are taken"),
            new Point(HANDLE, Shape.of("closeWrapper", "boolean"), Closed.class, "which connections are closed"),
            new Point(
                    HANDLE,
                    Shape.of("dissociate"),
                    Parted.class,
                    "which connections the server takes back from handles that are open"),
            new Point(
                    HANDLE,
                    Shape.of("reassociate", "ManagedConnection", "Connection", "Object")
                            .with("cm"),
                    Rejoined.class,
                    "which handles are used again after the server took their connection back"),
            new Point(
                    MANAGER,
                    Shape.of("allocateConnection", "ManagedConnectionFactory", "ConnectionRequestInfo")
                            .with("_pm"),
                    Nothing.class,
                    "which pool a connection is from; no connection is seen"),
            new Point(KEPT, Shape.of("close", "boolean"), Tidying.class, ENDINGS),
            new Point(MANAGED, Shape.of("closeHandles"), Aborting.class, ENDINGS),
            new Point(MANAGED, Shape.of("destroy"), Aborting.class, ENDINGS),
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
                    Reserved.class,
                    "which connections are out of the pool"),
            new Point(POOL, RELEASE, Released.class, "which connections went back into the pool"),
            new Point(
                    POOL,
                    RELEASE,
                    Tidying.class,
                    "which connections the server takes back from handles that are open"));

    private Points() {}
}
