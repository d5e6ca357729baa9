package io.leasewatch.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

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
    private final Set<Reserved> reserved = ConcurrentHashMap.newKeySet();
    private volatile boolean seenInside;

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

    /** A managed connection was seen to leave the pool. */
    public void reserved(Reserved connection) {
        // Looked at first: this happens for every connection, and writing would have every processor fetch it again.
        if (!seenInside) {
            seenInside = true;
        }
        reserved.add(connection);
    }

    /** It was seen to go back. */
    public void released(Reserved connection) {
        reserved.remove(connection);
    }

    /** How many managed connections are out that were seen to leave; {@code null} if nobody sees them. */
    public @Nullable Integer seenOut() {
        return seenInside ? (Integer) reserved.size() : null;
    }

    /** Leases that were closed while the server keeps their connections, at this moment. */
    public List<Lease> retained() {
        List<Lease> retained = new ArrayList<>();
        for (Reserved connection : reserved) {
            Lease lease = connection.retained();
            if (lease != null) {
                retained.add(lease);
            }
        }
        return retained;
    }

    /** Whoever saw connections leave and go back sees them no longer. */
    public void unseen() {
        seenInside = false;
        reserved.clear();
    }

    void reset() {
        tally.reset();
        timeouts.reset();
    }
}
