package io.leasewatch.agent.advice;

/**
 * The keys of the system properties under which woven code finds its hooks. A hook that returns a value is a {@code BiFunction}
 * of objects, any other a {@code BiConsumer}. {@code core.hooks} uses the same keys; agent and library share nothing else.
 * Without a hook, an event costs one look-up of the property.
 *
 * <p>Each comment names the two arguments, then the event.
 */
public final class HookKey {

    /** A {@code String} that is present if the agent is installed: the {@link #VERSION} of its hooks. */
    public static final String PRESENT = "io.leasewatch.agent";

    /**
     * Increased with every change of a hook, its arguments or their meaning. The library works with an agent of its own version only.
     */
    public static final String VERSION = "3";

    /** A {@code String} with the reason why the agent does not work on this JVM. */
    public static final String FAILURE = "io.leasewatch.agent.failure";

    /** The handle, twice: a handle was opened. Returns the record that the handle keeps. */
    public static final String OPENED = "io.leasewatch.agent.opened";

    /** The handle and its record: the application or the server is about to close the handle, which the server may have closed before. */
    public static final String CLOSED = "io.leasewatch.agent.closed";

    /** The handle and its record: the handle is about to lose its managed connection and stays open. */
    public static final String DISSOCIATED = "io.leasewatch.agent.dissociated";

    /** The record of a handle and a {@code Boolean}: its auto-commit was switched on or off. */
    public static final String AUTO_COMMITS = "io.leasewatch.agent.autoCommits";

    /** The physical connection and the exception: it was returned in a state from which it cannot be reused. */
    public static final String NOT_CLEANED = "io.leasewatch.agent.notCleaned";

    /** The handle and its record: the handle got a managed connection again. Returns the record that the handle keeps from now on. */
    public static final String REASSOCIATED = "io.leasewatch.agent.reassociated";

    /** The pool, twice: a request is about to acquire a managed connection. */
    public static final String RESERVING = "io.leasewatch.agent.reserving";

    /** The pool and the exception: a request did not get a managed connection and holds no lock of the pool any more. */
    public static final String DENIED = "io.leasewatch.agent.denied";

    /** The pool and the managed connection: it left the pool, or is shared by one more handle. The managed connection has a record. */
    public static final String RESERVED = "io.leasewatch.agent.reserved";

    /** The pool and the managed connection: its return to the pool begins. {@code null} twice: the return has ended. */
    public static final String RELEASED = "io.leasewatch.agent.released";

    /** The pool and {@code TRUE}: a request begins to wait. Returns a {@code Runnable} to run when the wait ends. */
    public static final String WAITING = "io.leasewatch.agent.waiting";

    /** The pool and the exception: a request did not get a connection. */
    public static final String REFUSED = "io.leasewatch.agent.refused";

    /**
     * The position of the call (class, method, file and line, one per line of text) and the data source: an application is about
     * to call it. Returns a {@code Runnable} to run when the call returns or throws.
     */
    public static final String CALLING = "io.leasewatch.agent.calling";

    /**
     * The handle and the SQL, {@code null} if it is unknown: the execution of a statement begins. Returns a {@code Runnable} to
     * run when the execution ends; it may also be a {@code Consumer} that is passed the statement first.
     */
    public static final String EXECUTING = "io.leasewatch.agent.executing";

    /** The server's record of a task, twice: the current thread submits it. Returns what the record keeps. */
    public static final String SUBMITTED = "io.leasewatch.agent.submitted";

    /** The record of a task, twice: the current thread begins to run the task. Returns a {@code Runnable} to run at its end. */
    public static final String RUNNING = "io.leasewatch.agent.running";

    /**
     * A pool of an application and the name of its woven class: a connection is about to be acquired. Returns a {@code
     * BiConsumer} that is passed the connection or the exception. The connection has a record.
     */
    public static final String ACQUIRING = "io.leasewatch.agent.acquiring";

    /** The connection, twice: it is about to be returned to a pool of an application. */
    public static final String RETURNED = "io.leasewatch.agent.returned";

    /** The connection, twice: a pool of an application is about to discard it. */
    public static final String DISCARDED = "io.leasewatch.agent.discarded";

    /** A pool of an application, twice: it was closed, with all its open connections. */
    public static final String POOL_CLOSED = "io.leasewatch.agent.poolClosed";

    /** {@code TRUE}: this thread begins to close connections that an application left open. {@code FALSE}: it has finished. */
    public static final String CONTAINER_CLOSING = "io.leasewatch.agent.containerClosing";

    /** {@code TRUE}: this thread begins to discard connections, in use or idle. {@code FALSE}: it has finished. */
    public static final String ABORTING = "io.leasewatch.agent.aborting";

    private HookKey() {}
}
