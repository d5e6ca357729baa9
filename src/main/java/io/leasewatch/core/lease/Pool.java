package io.leasewatch.core.lease;

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
    private final LeaseCounters tally = new LeaseCounters();
    private final AtomicInteger acquiring = new AtomicInteger();
    private final LongAdder timeouts = new LongAdder();
    private final Set<ReservedConnection> reserved = ConcurrentHashMap.newKeySet();
    private volatile boolean seenInside;
    private volatile boolean strained;
    private volatile int limit;
    private volatile @Nullable Gate gate;
    private final LongAdder nested = new LongAdder();
    private final AtomicInteger nestedNow = new AtomicInteger();
    private final AtomicInteger mostThreads = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

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

    public LeaseCounters tally() {
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

    /** What stands before it, {@code null} if nothing does; one read of a field. */
    public @Nullable Gate gate() {
        return gate;
    }

    /** From now on {@code next} stands before it, or nothing; only the wrapper asks it. */
    public void guardedBy(@Nullable Gate next) {
        gate = next;
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

    /** From now on it is in such use that its leases are looked at more closely, or is not any more. */
    public void strained(boolean now) {
        strained = now;
    }

    boolean isStrained() {
        return strained;
    }

    /** Whoever reads the pool knows how many connections it may open; {@code null} if nobody does. */
    public void limitedTo(@Nullable Integer most) {
        limit = most == null ? 0 : most;
    }

    /** The most connections it may open, {@code null} if nobody knows. */
    public @Nullable Integer limit() {
        int most = limit;
        return most < 1 ? null : (Integer) most;
    }

    /** How often a thread took a connection of this pool while it held one, of this or another pool. */
    public long nested() {
        return nested.sum();
    }

    /** The most threads that held a connection of this pool at once. */
    public int mostThreads() {
        return mostThreads.get();
    }

    void nest() {
        nested.increment();
    }

    /** A lease is about to be taken by a thread that has one of this pool. Every call is followed by one of {@link #unnest()}. */
    void nestAgain() {
        nestedNow.incrementAndGet();
    }

    void unnest() {
        nestedNow.decrementAndGet();
    }

    /** A lease was taken; now {@code open} are out. A thread's first is not nested, so as many threads have one. */
    void opened(int open) {
        raise(peak, open);
        raise(mostThreads, open - nestedNow.get());
    }

    private static void raise(AtomicInteger most, int now) {
        int before = most.get();
        while (now > before && !most.compareAndSet(before, now)) {
            before = most.get();
        }
    }

    /**
     * The most leases that were out at once since this was asked last. Exact for one who asks: what is out now counts for the next
     * time, too, and a lease that is taken meanwhile counts for one of the two.
     */
    public int takePeak() {
        int most = peak.getAndSet(0);
        raise(peak, tally.active());
        return most;
    }

    /** A managed connection was seen to leave the pool. */
    public void reserved(ReservedConnection connection) {
        // Looked at first: this happens for every connection, and writing would have every processor fetch it again.
        if (!seenInside) {
            seenInside = true;
        }
        reserved.add(connection);
    }

    /** It was seen to go back. */
    public void released(ReservedConnection connection) {
        reserved.remove(connection);
    }

    /** How many managed connections are out that were seen to leave; {@code null} if nobody sees them. */
    public @Nullable Integer seenOut() {
        return seenInside ? (Integer) reserved.size() : null;
    }

    /** Leases that were closed while the server keeps their connections, at this moment. */
    public List<Lease> retained() {
        List<Lease> retained = new ArrayList<>();
        for (ReservedConnection connection : reserved) {
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
        nested.reset();
        mostThreads.set(Math.max(0, tally.active() - nestedNow.get()));
    }
}
