package io.leasewatch.agent;

/**
 * The names under which woven code looks for a hook among the system properties. A hook that answers is
 * a {@code BiFunction}, any other a {@code BiConsumer}, of objects. {@code hooks} has the same names; nothing else is shared. A key
 * without a hook costs the event that one look.
 */
final class HookKey {

    /** A {@code String}, by which {@code hooks} knows that the agent is there. */
    static final String PRESENT = "io.leasewatch.agent";

    /** A {@code String}: why the agent does not work on this JVM. */
    static final String FAILURE = "io.leasewatch.agent.failure";

    /** Handle twice, answers what the handle keeps: a handle was taken. */
    static final String OPENED = "io.leasewatch.agent.opened";

    /** Handle and what it keeps: it is about to be closed, by whomever. */
    static final String CLOSED = "io.leasewatch.agent.closed";

    /** Handle and what it keeps: it is about to lose its managed connection and stays open. */
    static final String PARTED = "io.leasewatch.agent.parted";

    /** Handle and what it keeps, answers what it keeps from now on: it got a managed connection again. */
    static final String REJOINED = "io.leasewatch.agent.rejoined";

    /** Pool twice: a request asks it for a managed connection. */
    static final String RESERVING = "io.leasewatch.agent.reserving";

    /** Pool and what was thrown: a request leaves it without a connection, and without its locks. */
    static final String DENIED = "io.leasewatch.agent.denied";

    /** Pool and managed connection: it was taken out of the pool, or shared once more. The latter is asked and told what it keeps. */
    static final String RESERVED = "io.leasewatch.agent.reserved";

    /** Pool and managed connection: from now on it goes back into the pool; {@code null} twice: this thread is done with that. */
    static final String RELEASED = "io.leasewatch.agent.released";

    /** Pool and {@code TRUE}: a request waits. Answers a {@code Runnable} to be run when it waits no more. */
    static final String WAITING = "io.leasewatch.agent.waiting";

    /** Pool and what was thrown: a request gets no connection. */
    static final String REFUSED = "io.leasewatch.agent.refused";

    /**
     * Class, method, file and line, a line of text each, and data source: an application is about to ask it for a connection.
     * Answers a {@code Runnable} to be run when the call is over, however it ended.
     */
    static final String CALLING = "io.leasewatch.agent.calling";

    /**
     * Handle and SQL, if it is known: a statement begins. Answers a {@code Runnable} to be run when it ends, and a {@code Consumer} to be
     * told before that which one it is.
     */
    static final String EXECUTING = "io.leasewatch.agent.executing";

    /**
     * A pool in an application and the name of its class, as woven: it is asked for a connection. Answers a {@code BiConsumer} to be told
     * the connection, or what was thrown instead. The connection is asked and told what it keeps.
     */
    static final String ASKED = "io.leasewatch.agent.asked";

    /** Connection twice: it is about to go back into a pool in an application. */
    static final String RETURNED = "io.leasewatch.agent.returned";

    /** Connection twice: a pool in an application is about to throw it away. */
    static final String DISCARDED = "io.leasewatch.agent.discarded";

    /** A pool in an application twice: it was closed, and every connection that was out with it. */
    static final String SHUT = "io.leasewatch.agent.shut";

    /** {@code TRUE}: from now on this thread gives back what a user left open; {@code FALSE}: no longer. */
    static final String TIDYING = "io.leasewatch.agent.tidying";

    /** {@code TRUE}: from now on this thread throws away connections, in use or not; {@code FALSE}: no longer. */
    static final String ABORTING = "io.leasewatch.agent.aborting";

    private HookKey() {}
}
