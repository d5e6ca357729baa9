package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Pool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A managed connection that has left its pool, until it is returned. If all its handles are closed, the server keeps it for its
 * unit of work; then the lease that was closed last is retained.
 *
 * <p>Thread-safe without a lock: the number of open handles decides whether a lease is retained. Handles may be opened and closed
 * on one thread while the connection is returned on another.
 */
final class Reservation implements Pool.ReservedConnection {

    private static final AtomicIntegerFieldUpdater<Reservation> HANDLES =
            AtomicIntegerFieldUpdater.newUpdater(Reservation.class, "handles");

    private final ServerPools owner;
    private final Pool pool;
    private final int hash = ThreadLocalRandom.current().nextInt();
    /** Written before {@code handles}, which publishes it. */
    private @Nullable Lease last;

    private volatile int handles;
    private volatile boolean ended;

    /** Creates a reservation that takes effect with {@link #begin}. */
    Reservation(ServerPools owner, Pool pool) {
        this.owner = owner;
        this.pool = pool;
    }

    /** Whether {@code pools} created it; {@code false} once the hooks that recorded it were removed. */
    boolean isOf(ServerPools pools) {
        return owner == pools;
    }

    Pool pool() {
        return pool;
    }

    /** Whether a handle of this connection is open. */
    boolean isInUse() {
        return handles > 0;
    }

    /** The connection has left its pool. */
    void begin() {
        pool.reserved(this);
    }

    /** A handle was opened. */
    void handleOpened() {
        HANDLES.incrementAndGet(this);
    }

    /** The borrower closed the handle of {@code lease}. */
    void handleClosed(Lease lease) {
        last = lease;
        HANDLES.decrementAndGet(this);
    }

    /** The connection is returned to its pool. */
    void end() {
        ended = true;
        pool.released(this);
    }

    /** Whether the connection was returned to its pool. */
    boolean isEnded() {
        return ended;
    }

    /** The lease that was closed last, {@code null} if none was closed. */
    @Nullable
    Lease last() {
        return last;
    }

    @Override
    public @Nullable Lease retained() {
        return handles > 0 ? null : last;
    }

    /**
     * A random number, because it is cheaper than the identity hash code of the JVM and one of these objects is created per
     * acquisition.
     */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }
}
