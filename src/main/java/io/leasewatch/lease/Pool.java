package io.leasewatch.lease;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Where leases come from: a watched data source under the name its users know. Thread-safe. */
public final class Pool {

    /** Stands in for the pool of declared leases, which come from none. */
    static final Pool DECLARED = new Pool("", "", false);

    private final String name;
    private final String target;
    private final boolean wrapped;
    private final Tally tally = new Tally();
    private final AtomicInteger acquiring = new AtomicInteger();
    private final LongAdder timeouts = new LongAdder();

    Pool(String name, String target, boolean wrapped) {
        this.name = name;
        this.target = target;
        this.wrapped = wrapped;
    }

    /** The name its users know, such as {@code jdbc/bookshop}; empty for declared leases. */
    public String name() {
        return name;
    }

    /** The JNDI name of the data source behind it, empty when it was watched without one. */
    public String target() {
        return target;
    }

    /** Whether its data source is wrapped; otherwise the agent sees its connections. */
    public boolean isWrapped() {
        return wrapped;
    }

    public Tally tally() {
        return tally;
    }

    /** Threads that are asking for a connection at this moment and have none yet. */
    public int acquiring() {
        return acquiring.get();
    }

    /** Acquisitions that ended without a connection because none came free in time. */
    public long timeouts() {
        return timeouts.sum();
    }

    /** A thread begins to ask for a connection. Every call is followed by one of {@link #asked()}. */
    public void asking() {
        acquiring.incrementAndGet();
    }

    /** A thread that asked has its connection, or an exception. */
    public void asked() {
        acquiring.decrementAndGet();
    }

    /** An acquisition timed out. */
    public void timedOut() {
        timeouts.increment();
    }

    void reset() {
        tally.reset();
        timeouts.reset();
    }
}
