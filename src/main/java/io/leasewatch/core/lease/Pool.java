package io.leasewatch.core.lease;

import io.leasewatch.core.work.ServerPoolSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A pool: the source of leases, named after its watched data source. Thread-safe. */
public final class Pool {

    /** The pool of declared leases, which belong to no real pool. */
    static final Pool DECLARED = new Pool("", "", false);

    private static final long USED = Long.MIN_VALUE;

    /** How many connections are asked for the settings of the pool, until one knows them. */
    private static final int MOST_ASKED = 10;

    private final String name;
    private final String target;
    private final boolean wrapped;
    private final LeaseCounters tally = new LeaseCounters();
    private final AtomicInteger acquiring = new AtomicInteger();
    private final LongAdder timeouts = new LongAdder();
    private volatile @Nullable TimedOut lastTimeout;
    private volatile @Nullable ServerPoolSettings serverSettings;
    private int asked;
    private final Set<ReservedConnection> reserved = ConcurrentHashMap.newKeySet();
    private final PoolUsers users = new PoolUsers();
    private final AtomicLong unusedSinceNanos = new AtomicLong(USED);
    private final Set<ManagedConnection> managed = ConcurrentHashMap.newKeySet();
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

    /** The name that users see, such as {@code jdbc/bookshop}; empty for declared leases. */
    public String name() {
        return name;
    }

    /** The JNDI name of the underlying data source, empty if it has none. */
    public String target() {
        return target;
    }

    /** Whether the data source is wrapped; otherwise the agent observes its connections. */
    public boolean isWrapped() {
        return wrapped;
    }

    public LeaseCounters tally() {
        return tally;
    }

    /** The number of threads that are acquiring a connection now. */
    public int acquiring() {
        return acquiring.get();
    }

    /** The number of acquisitions that timed out. */
    public long timeouts() {
        return timeouts.sum();
    }

    /** The gate of the pool, {@code null} if there is none; one read of a field. */
    public @Nullable Gate gate() {
        return gate;
    }

    /** Sets the gate, {@code null} for none. Only the wrapper uses it. */
    public void guardedBy(@Nullable Gate next) {
        gate = next;
    }

    /** A thread begins to acquire a connection. Every call is followed by one call of {@link #acquisitionEnded()}. */
    public void acquisitionStarted() {
        acquiring.incrementAndGet();
    }

    /** The acquisition ended, with a connection or an exception. */
    public void acquisitionEnded() {
        acquiring.decrementAndGet();
    }

    /** Asks {@code handle} for the settings of the pool, unless they are known. */
    void askForSettings(Handle handle) {
        if (serverSettings == null && asked < MOST_ASKED) {
            // Not exact, because that is enough.
            asked++;
            serverSettings = handle.poolSettings();
        }
    }

    /** The settings of the pool in the server, {@code null} if they are unknown. */
    public @Nullable ServerPoolSettings serverSettings() {
        return serverSettings;
    }

    /** An acquisition timed out. */
    public void timedOut() {
        timeouts.increment();
    }

    /** An acquisition that began at {@code sinceNanos} timed out at {@code nowNanos}. */
    void timedOut(long sinceNanos, long nowNanos) {
        lastTimeout = new TimedOut(sinceNanos, nowNanos);
    }

    /** The acquisition that timed out last, {@code null} if there is none, or if its start was not observed. */
    public @Nullable TimedOut lastTimeout() {
        return lastTimeout;
    }

    /**
     * An acquisition that timed out.
     *
     * @param sinceNanos when it began, as a reading of the ticker
     * @param untilNanos when it timed out
     */
    public record TimedOut(long sinceNanos, long untilNanos) {}

    /** Sets whether the pool is strained; the leases of a strained pool are recorded in more detail. */
    public void strained(boolean now) {
        strained = now;
    }

    boolean isStrained() {
        return strained;
    }

    /** Sets the maximum number of connections, {@code null} if it is unknown. */
    public void limitedTo(@Nullable Integer most) {
        limit = most == null ? 0 : most;
    }

    /** The maximum number of connections, {@code null} if it is unknown. */
    public @Nullable Integer limit() {
        int most = limit;
        return most < 1 ? null : (Integer) most;
    }

    /** Whether the next acquisition may have to wait, because all connections are held or their maximum is unknown. */
    boolean mayBeFull() {
        return limit < 1 || tally.active() >= limit;
    }

    /** How many times a thread acquired a connection of this pool while it held one of this or another pool. */
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

    /**
     * A thread that holds a connection of this pool is about to open another lease. Every call is followed by one call of {@link
     * #unnest()}.
     */
    void nestAgain() {
        nestedNow.incrementAndGet();
    }

    void unnest() {
        nestedNow.decrementAndGet();
    }

    /**
     * A lease was opened; {@code open} leases are open now. The first lease of a thread is not nested, so the difference is the
     * number of threads that hold one.
     */
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
     * Returns the most leases that were open at once since the previous call.
     *
     * <p>Exact for a single caller: leases that are open now count for the next interval too, and a lease that is opened during
     * the call counts for one of the two intervals.
     */
    public int takePeak() {
        int most = peak.getAndSet(0);
        raise(peak, tally.active());
        return most;
    }

    /** A managed connection left the pool. */
    public void reserved(ReservedConnection connection) {
        // Read first: this runs for every connection, and a write would invalidate the cache line of all processors.
        if (!seenInside) {
            seenInside = true;
        }
        reserved.add(connection);
    }

    /** A managed connection was returned to the pool. */
    public void released(ReservedConnection connection) {
        reserved.remove(connection);
    }

    /** The number of managed connections that have left the pool, {@code null} if they are not observed. */
    public @Nullable Integer seenOut() {
        return seenInside ? (Integer) reserved.size() : null;
    }

    /** The leases that are closed while the server still keeps their connections. */
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

    /** A managed connection of the pool was seen for the first time. */
    public void manages(ManagedConnection connection) {
        managed.removeIf(ManagedConnection::isGone);
        managed.add(connection);
    }

    /** The managed connections that were seen so far, in use or idle, without those that are gone. */
    public List<ManagedConnection> managed() {
        return managed.stream().filter(connection -> !connection.isGone()).toList();
    }

    /** Managed connections are no longer observed. */
    public void unseen() {
        seenInside = false;
        reserved.clear();
        managed.clear();
    }

    /** {@code source} hands out connections of this pool. It is referenced weakly; when no such source is left, the pool is evicted. */
    public void usedBy(Object source) {
        users.add(source);
    }

    PoolUsers users() {
        return users;
    }

    /** A data source is about to use this pool, so it is not evicted before the source is known. */
    void touch() {
        unusedSinceNanos.set(USED);
    }

    /** Whether no data source is left that could use this pool, and no connection is out, since {@code nanos} before {@code nowNanos}. */
    boolean isUnusedFor(long nanos, long nowNanos) {
        if (!users.areGone() || tally.active() > 0 || acquiring() > 0 || !reserved.isEmpty()) {
            touch();
            return false;
        }
        unusedSinceNanos.compareAndSet(USED, nowNanos);
        return nowNanos - unusedSinceNanos.get() >= nanos;
    }

    void reset() {
        tally.reset();
        timeouts.reset();
        nested.reset();
        mostThreads.set(Math.max(0, tally.active() - nestedNow.get()));
    }

    /** A managed connection that has left its pool. Thread-safe. */
    @FunctionalInterface
    public interface ReservedConnection {

        /** The lease that was closed last, if all handles are closed and the server keeps the connection; {@code null} otherwise. */
        @Nullable
        Lease retained();
    }

    /** A managed connection of a pool of the server, in use or idle. Thread-safe. */
    public interface ManagedConnection {

        /** The id by which the server lists the connection in the contents of its pool. */
        String id();

        /** The lease that was closed last, {@code null} if no lease of this connection has been closed. */
        @Nullable
        Lease last();

        /** Whether the server has destroyed the connection. */
        boolean isGone();
    }
}
