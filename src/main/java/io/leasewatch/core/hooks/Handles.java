package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.PerThread;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What happens to handles: each is a lease from the moment it is taken until it is closed, or the server takes it away.
 *
 * <p>Who closes a handle is told by what else the thread is doing, and which connection a handle is on by what the thread reserved
 * before; so the only thing to remember is a little of each thread.
 */
final class Handles {

    private final LeaseRegistry registry;
    private final ServerPools pools;
    private final PerThread<Doing> doing = new PerThread<>(thread -> new Doing());

    Handles(LeaseRegistry registry, ServerPools pools) {
        this.registry = registry;
        this.pools = pools;
    }

    /** The thread asks for a managed connection. What a watched data source asks for, it measures itself. */
    @Nullable
    Object reserving() {
        ThreadContext holder = ThreadContext.current();
        boolean ours = registry.enabled() && holder.asked() == null && !holder.isAside();
        doing.get().askedAtNanos = ours ? registry.ticker().nanos() : LeaseRegistry.NOT_SEEN;
        return null;
    }

    /** The thread gets none. The server has let go of its locks by now, so that there is time to see who asked. */
    @Nullable
    Object denied(@Nullable Object server, @Nullable Object failure) {
        long asked = doing.get().askedAtNanos;
        Pool pool = Waits.hasGivenUp(failure) ? pools.known(server) : null;
        if (pool != null && asked != LeaseRegistry.NOT_SEEN) {
            registry.timedOut(pool, asked);
        }
        return null;
    }

    /** The thread reserved a managed connection, for itself or, if it is shared, once more. The next handle is on that one. */
    @Nullable
    Object reserved(@Nullable Object server, @Nullable Object managed) {
        doing.get().reserved = registry.enabled() ? pools.reserved(server, managed) : null;
        return null;
    }

    /** A managed connection goes back, and handles lose it meanwhile; or that is done, when it is {@code null}. */
    @Nullable
    Object released(@Nullable Object managed) {
        Doing now = doing.get();
        if (managed == null) {
            now.tidying--;
        } else {
            now.tidying++;
            pools.released(managed);
        }
        return null;
    }

    /**
     * A handle was taken. If a watched data source asked for it, the lease is of that one's pool, and left to it to be taken over:
     * one connection is one lease.
     */
    @Nullable
    HandleRecord opened(@Nullable Object handle) {
        Reservation reservation = reservation();
        if (reservation == null) {
            return null;
        }
        ThreadContext holder = ThreadContext.current();
        Pool asked = holder.asked();
        Lease lease = registry.openInside(
                asked == null ? reservation.pool() : asked, reservation.isInUse(), doing.get().askedAtNanos);
        if (lease == null) {
            return null;
        }
        if (asked != null) {
            holder.took(lease);
        } else if (handle instanceof Connection connection) {
            registry.holdBehind(lease, connection);
        }
        reservation.taken();
        return new HandleRecord(lease, reservation);
    }

    @Nullable
    Object closed(@Nullable Object kept) {
        // Not ours if the library was replaced while the handle was out.
        if (kept instanceof HandleRecord taken) {
            Doing now = doing.get();
            if (now.tidying > 0) {
                registry.takeBack(taken.lease(), true);
            } else if (registry.close(taken.lease(), now.aborting > 0 ? Outcome.ABORTED : Outcome.RETURNED)
                    || taken.lease().outcome() == Outcome.RECLAIMED) {
                taken.reservation().closed(taken.lease());
            }
        }
        return null;
    }

    /** A handle loses its connection: for good if that goes back into the pool, for a moment if it gets another one. */
    @Nullable
    Object parted(@Nullable Object kept) {
        if (kept instanceof HandleRecord taken && doing.get().tidying > 0) {
            registry.takeBack(taken.lease(), false);
        }
        return null;
    }

    @Nullable
    Object rejoined(@Nullable Object handle, @Nullable Object kept) {
        if (!(kept instanceof HandleRecord taken) || !registry.resume(taken.lease())) {
            return opened(handle);
        }
        Reservation reservation = reservation();
        if (reservation == null) {
            return taken;
        }
        registry.waited(reservation.pool(), doing.get().askedAtNanos);
        reservation.taken();
        return new HandleRecord(taken.lease(), reservation);
    }

    private @Nullable Reservation reservation() {
        Doing now = doing.get();
        Reservation reservation = now.reserved;
        now.reserved = null;
        return reservation;
    }

    @Nullable
    Object tidying(@Nullable Object begins) {
        doing.get().tidying += begins == Boolean.TRUE ? 1 : -1;
        return null;
    }

    @Nullable
    Object aborting(@Nullable Object begins) {
        doing.get().aborting += begins == Boolean.TRUE ? 1 : -1;
        return null;
    }

    /** What the server is at on one thread: how deep it is in giving back and in throwing away, and what it reserved last. */
    private static final class Doing {
        private int tidying;
        private int aborting;
        private long askedAtNanos = LeaseRegistry.NOT_SEEN;
        private @Nullable Reservation reserved;
    }
}
