package io.leasewatch.hooks;

import io.leasewatch.lease.Lease;
import io.leasewatch.lease.Pool;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A managed connection that is out of its pool, until it goes back. While it is out and every handle on it is closed, the server
 * keeps it for its unit of work: then the lease that was closed last is retained.
 *
 * <p>Thread-safe without a lock. A handle may be closed on one thread while the connection goes back on another: each says first
 * what it does and looks then what the other one said.
 */
final class Reservation {

    private static final AtomicIntegerFieldUpdater<Reservation> HANDLES =
            AtomicIntegerFieldUpdater.newUpdater(Reservation.class, "handles");

    private final ServerPools owner;
    private final Pool pool;
    private volatile int handles;
    private volatile @Nullable Lease retained;
    private volatile boolean ended;

    Reservation(ServerPools owner, Pool pool) {
        this.owner = owner;
        this.pool = pool;
        pool.reserved();
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

    /** A handle was taken. */
    void taken() {
        HANDLES.incrementAndGet(this);
        letGo();
    }

    /** The handle of {@code lease} was closed by whoever took it. */
    void closed(Lease lease) {
        if (HANDLES.decrementAndGet(this) > 0) {
            return;
        }
        retained = lease;
        pool.retain(lease);
        if (ended) {
            letGo();
        }
    }

    /** The connection goes back. */
    void end() {
        ended = true;
        letGo();
        pool.released();
    }

    private void letGo() {
        Lease kept = retained;
        if (kept != null) {
            pool.release(kept);
        }
    }
}
