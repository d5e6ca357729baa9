package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ReservedConnection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A managed connection that is out of its pool, until it goes back. While it is out and every handle on it is closed, the server
 * keeps it for its unit of work: then the lease that was closed last is retained.
 *
 * <p>Thread-safe without a lock: the count of handles alone decides whether a lease is retained, and the pool whether that matters
 * to anybody. So handles may be taken and closed on one thread while the connection goes back on another.
 */
final class Reservation implements ReservedConnection {

    private static final AtomicIntegerFieldUpdater<Reservation> HANDLES =
            AtomicIntegerFieldUpdater.newUpdater(Reservation.class, "handles");

    private final ServerPools owner;
    private final Pool pool;
    private final int hash = ThreadLocalRandom.current().nextInt();
    /** Written before the count that says whether it holds. */
    private @Nullable Lease last;

    private volatile int handles;

    /** To be told of by {@link #begin}. */
    Reservation(ServerPools owner, Pool pool) {
        this.owner = owner;
        this.pool = pool;
    }

    /** Not after the hooks that saw it leave were removed. */
    boolean isOf(ServerPools pools) {
        return owner == pools;
    }

    Pool pool() {
        return pool;
    }

    /** Whether a handle on it is open. */
    boolean isInUse() {
        return handles > 0;
    }

    /** The connection left its pool. */
    void begin() {
        pool.reserved(this);
    }

    /** A handle was taken. */
    void taken() {
        HANDLES.incrementAndGet(this);
    }

    /** The handle of {@code lease} was closed by whoever took it. */
    void closed(Lease lease) {
        last = lease;
        HANDLES.decrementAndGet(this);
    }

    /** The connection goes back. */
    void end() {
        pool.released(this);
    }

    @Override
    public @Nullable Lease retained() {
        return handles > 0 ? null : last;
    }

    /** Of its own, because the JVM's takes longer to make and there is one of these for every connection that is taken. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }
}
