package io.leasewatch.agent;

import io.leasewatch.agent.advice.AbortAdvice;
import io.leasewatch.agent.advice.AutoCommitAdvice;
import io.leasewatch.agent.advice.CleanupAdvice;
import io.leasewatch.agent.advice.CloseAdvice;
import io.leasewatch.agent.advice.ContainerCloseAdvice;
import io.leasewatch.agent.advice.DissociateAdvice;
import io.leasewatch.agent.advice.ExecuteAdvice;
import io.leasewatch.agent.advice.NoAdvice;
import io.leasewatch.agent.advice.OpenAdvice;
import io.leasewatch.agent.advice.ReassociateAdvice;
import io.leasewatch.agent.advice.RefuseAdvice;
import io.leasewatch.agent.advice.ReleaseAdvice;
import io.leasewatch.agent.advice.ReserveAdvice;
import io.leasewatch.agent.advice.RunAdvice;
import io.leasewatch.agent.advice.SubmitAdvice;
import io.leasewatch.agent.advice.WaitAdvice;
import java.util.List;

/** All points of the server. */
final class Points {

    /** The handle that an application gets, one per acquisition. */
    static final String HANDLE = "com.ibm.ws.rsadapter.jdbc.WSJdbcConnection";

    /** What a handle has in common with its statements and result sets. */
    private static final String OBJECT = "com.ibm.ws.rsadapter.jdbc.WSJdbcObject";

    /** The wrapper in which the pool keeps a connection. */
    static final String MANAGED_IN_POOL = "com.ibm.ejs.j2c.MCWrapper";

    static final String POOL = "com.ibm.ejs.j2c.PoolManager";

    /** The idle connections of a pool. */
    private static final String FREE = "com.ibm.ejs.j2c.FreePool";

    /** The physical connection to the database, which stays in the pool. */
    private static final String MANAGED = "com.ibm.ws.rsadapter.impl.WSRdbManagedConnectionImpl";

    /** The record by which the server closes an open handle when its user has ended. */
    private static final String KEPT = "com.ibm.ejs.j2c.HCMDetails";

    private static final String STATEMENT = "com.ibm.ws.rsadapter.jdbc.WSJdbcStatement";

    private static final String PREPARED = "com.ibm.ws.rsadapter.jdbc.WSJdbcPreparedStatement";

    /** Large updates of JDBC 4.2, which return a {@code long}. */
    private static final String LARGE_STATEMENT = "com.ibm.ws.rsadapter.jdbc.v42.WSJdbc42Statement";

    private static final String LARGE_PREPARED = "com.ibm.ws.rsadapter.jdbc.v42.WSJdbc42PreparedStatement";

    /** What the server keeps of a task from its submission on. */
    static final String TASK_RECORD = "com.ibm.ws.concurrent.internal.TaskLifeCycleCallback";

    private static final String TASK = "com.ibm.ws.threading.internal.PolicyTaskFutureImpl";

    static final String SCHEDULED_TASK = "com.ibm.ws.concurrent.internal.ScheduledTask";

    private static final Shape NEW_TASK = Shape.of(Shape.NEW, "ManagedExecutorServiceImpl", "ThreadContextDescriptor");

    private static final Shape NEW_SCHEDULED_TASK = Shape.of(
            Shape.NEW, "ManagedScheduledExecutorServiceImpl", "Object", "boolean", "long", "Long", "Long", "TimeUnit");

    private static final Shape NEW_TRIGGERED_TASK =
            Shape.of(Shape.NEW, "ManagedScheduledExecutorServiceImpl", "Object", "boolean", "Trigger");

    private static final String TASKS = "which request a task continues that an application submits to an executor";

    private static final Shape EXECUTE = Shape.every("execute");

    private static final String ACTIVITY = "whether a statement is being executed, and the last SQL";

    private static final String ENDINGS =
            "whether the application or the server closed a connection; each close counts as one by the application";

    private static final Shape RELEASE =
            Shape.of("release", "MCWrapper", "Object", "boolean").or(Shape.of("release", "MCWrapper", "Object"));

    static final List<Point> ALL = List.of(
            new Point(HANDLE, Shape.of("initialize", "WSConnectionManager"), OpenAdvice.class, "acquired connections"),
            new Point(HANDLE, Shape.of("closeWrapper", "boolean"), CloseAdvice.class, "closed connections"),
            new Point(
                    OBJECT,
                    Shape.of("close").with("state"),
                    CloseAdvice.Again.class,
                    "whether the application closes a connection that the server has closed before"),
            new Point(
                    HANDLE,
                    Shape.of("dissociate"),
                    DissociateAdvice.class,
                    "connections that the server takes back from open handles"),
            new Point(
                    HANDLE,
                    Shape.of("reassociate", "ManagedConnection", "Connection", "Object"),
                    ReassociateAdvice.class,
                    "handles that are used again after the server took their connection back"),
            new Point(
                    HANDLE,
                    Shape.of("setAutoCommit", "boolean"),
                    AutoCommitAdvice.class,
                    "connections that are closed in a transaction"),
            new Point(
                    MANAGED_IN_POOL,
                    Shape.of("getStateString"),
                    NoAdvice.class,
                    "any connection, because its pool is unknown"),
            new Point(KEPT, Shape.of("close", "boolean"), ContainerCloseAdvice.class, ENDINGS),
            abort("closeHandles"),
            abort("destroy"),
            new Point(
                    MANAGED,
                    Shape.of("cleanup"),
                    CleanupAdvice.class,
                    "connections that the server destroys because they were closed in a transaction"),
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
                    "any connection, because its pool is unknown"),
            new Point(
                    POOL,
                    RELEASE,
                    ReleaseAdvice.class,
                    "connections that the server takes back from open handles, and connections that it keeps for a"
                            + " unit of work"),
            Point.around(
                    FREE,
                    Shape.of("queueRequest", "ManagedConnectionFactory", "long").with("pm"),
                    WaitAdvice.class,
                    "the number of requests that wait for a connection"),
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
                    "acquisitions that time out"),
            Point.around(STATEMENT, EXECUTE, ExecuteAdvice.class, ACTIVITY),
            Point.around(LARGE_STATEMENT, EXECUTE, ExecuteAdvice.class, ACTIVITY),
            Point.around(PREPARED, EXECUTE, ExecuteAdvice.Prepared.class, ACTIVITY),
            Point.around(LARGE_PREPARED, EXECUTE, ExecuteAdvice.Prepared.class, ACTIVITY),
            new Point(TASK_RECORD, NEW_TASK, SubmitAdvice.class, TASKS),
            Point.around(TASK, Shape.of("run").with("callback"), RunAdvice.class, TASKS),
            new Point(SCHEDULED_TASK, NEW_SCHEDULED_TASK, SubmitAdvice.class, TASKS),
            new Point(SCHEDULED_TASK, NEW_TRIGGERED_TASK, SubmitAdvice.class, TASKS),
            Point.around(SCHEDULED_TASK, Shape.of("call"), RunAdvice.Scheduled.class, TASKS));

    private Points() {}

    private static Point abort(String method) {
        return new Point(MANAGED, Shape.of(method), AbortAdvice.class, ContainerCloseAdvice.class, ENDINGS);
    }
}
