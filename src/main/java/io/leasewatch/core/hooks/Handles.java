package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Acquisition.Sharing;
import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.lease.ThreadContext.LeaseRequest;
import io.leasewatch.core.work.PerThread;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Handles the events of handles of the server. Each handle is a lease from its opening until it is closed or the server takes its
 * connection back.
 *
 * <p>Who closed a handle follows from what the thread is doing at that moment, and the managed connection behind a handle is the
 * one that the thread reserved last. So only a small state per thread is kept.
 */
final class Handles {

    /** A part of the server's message, which it does not translate. */
    private static final String IN_TRANSACTION = "still in a transaction";

    private final LeaseRegistry registry;
    private final ServerPools pools;
    private final PerThread<ThreadState> states = new PerThread<>(thread -> new ThreadState(ThreadContext.current()));

    Handles(LeaseRegistry registry, ServerPools pools) {
        this.registry = registry;
        this.pools = pools;
    }

    /** The thread is about to acquire a managed connection. A watched data source measures its own wait times. */
    @Nullable
    Object reserving(@Nullable Object server) {
        ThreadState now = states.get();
        now.forgetUnfinished();
        ThreadContext holder = now.holder;
        boolean isMeasured = registry.enabled() && holder.request() == null && !holder.isAside();
        holder.mayWaitForItself(
                isMeasured && holder.holdsConnections() ? registry.mayWaitForItself(pools.known(server)) : null);
        now.startedAtNanos = isMeasured ? registry.ticker().nanos() : Acquisition.START_UNKNOWN;
        return null;
    }

    /** The acquisition failed. The server holds no lock of the pool at this point, so there is time to find the site. */
    @Nullable
    Object denied(@Nullable Object server, @Nullable Object failure) {
        long startedAtNanos = states.get().startedAtNanos;
        Pool pool = Waits.isTimeout(failure) ? pools.known(server) : null;
        if (pool != null && startedAtNanos != Acquisition.START_UNKNOWN) {
            registry.timedOut(pool, startedAtNanos);
        }
        return null;
    }

    /** The thread reserved a managed connection, or shares one again. The next handle belongs to it. */
    @Nullable
    Object reserved(@Nullable Object server, @Nullable Object managed) {
        states.get().reserved = registry.enabled() ? pools.reserved(server, managed) : null;
        return null;
    }

    /** A managed connection is being returned, and its handles lose it meanwhile; {@code null} when the return has ended. */
    @Nullable
    Object released(@Nullable Object managed) {
        ThreadState now = states.get();
        if (managed == null) {
            now.containerClosing--;
            now.returning = null;
        } else {
            now.containerClosing++;
            now.returning = pools.released(managed);
        }
        return null;
    }

    /**
     * A handle was opened. If a watched data source is acquiring it, the lease belongs to the pool of that data source, which
     * takes the lease over: each connection is one lease.
     *
     * @param ended the earlier lease of the handle, {@code null} if there is none
     */
    @Nullable
    HandleRecord opened(@Nullable Object handle, @Nullable Lease ended) {
        ThreadState now = states.get();
        Reservation reservation = now.takeReserved();
        if (reservation == null) {
            return null;
        }
        LeaseRequest request = now.holder.request();
        Acquisition acquisition = Acquisition.insideServer(
                request == null ? reservation.pool() : request.pool(),
                now.startedAtNanos,
                Sharing.of(reservation.isInUse()));
        Lease lease = ended == null ? registry.open(acquisition) : registry.reopen(ended, acquisition);
        if (lease == null) {
            return null;
        }
        if (request != null) {
            request.fulfil(lease);
        } else if (handle instanceof Connection connection) {
            registry.holdBehind(lease, connection);
        }
        reservation.handleOpened();
        return new HandleRecord(lease, reservation);
    }

    @Nullable
    Object closed(@Nullable Object value) {
        // The record is not of this class if the library was replaced while the handle was in use.
        if (value instanceof HandleRecord record) {
            ThreadState now = states.get();
            if (now.containerClosing > 0) {
                registry.takeBack(record.lease(), true);
                return null;
            }
            if (record.lease().isHandleClosed()) {
                registry.closeTakenBack(record.lease());
                return null;
            }
            if (now.aborting == 0 && !isWrapped(record.lease())) {
                registry.closing(record.lease());
            }
            if (registry.close(record.lease(), now.aborting > 0 ? Outcome.ABORTED : Outcome.RETURNED)
                    || record.lease().outcome() == Outcome.RECLAIMED) {
                record.reservation().handleClosed(record.lease());
            }
        }
        return null;
    }

    /**
     * A handle loses its connection: finally if the connection is being returned to the pool, temporarily if the handle is about
     * to get another one.
     */
    @Nullable
    Object dissociated(@Nullable Object value) {
        if (value instanceof HandleRecord record && states.get().containerClosing > 0) {
            registry.takeBack(record.lease(), false);
        }
        return null;
    }

    @Nullable
    Object reassociated(@Nullable Object handle, @Nullable Object value) {
        if (!(value instanceof HandleRecord record)) {
            return opened(handle, null);
        }
        if (!registry.resume(record.lease())) {
            return opened(handle, record.lease());
        }
        ThreadState now = states.get();
        Reservation reservation = now.takeReserved();
        if (reservation == null) {
            return record;
        }
        registry.waited(reservation.pool(), now.startedAtNanos);
        reservation.handleOpened();
        return new HandleRecord(record.lease(), reservation);
    }

    /** A wrapper in front of the handle records the use of the connection itself. */
    private static boolean isWrapped(Lease lease) {
        Handle handle = lease.handle();
        return handle != null && handle.held() != null;
    }

    /** Auto-commit of a handle was switched on or off. */
    @Nullable
    Object autoCommits(@Nullable Object value, @Nullable Object on) {
        if (value instanceof HandleRecord record && !isWrapped(record.lease())) {
            registry.executions().autoCommits(record.lease(), on == Boolean.TRUE);
        }
        return null;
    }

    /** The managed connection that the thread is returning could not be cleaned up, so the server destroys it. */
    @Nullable
    Object notCleaned(@Nullable Object failure) {
        if (!(failure instanceof Exception e) || !String.valueOf(e.getMessage()).contains(IN_TRANSACTION)) {
            return null;
        }
        Reservation returning = states.get().returning;
        Lease last = returning == null ? null : returning.last();
        if (last != null) {
            registry.destroyed(last);
        }
        return null;
    }

    @Nullable
    Object containerClosing(@Nullable Object begins) {
        states.get().containerClosing += begins == Boolean.TRUE ? 1 : -1;
        return null;
    }

    @Nullable
    Object aborting(@Nullable Object begins) {
        states.get().aborting += begins == Boolean.TRUE ? 1 : -1;
        return null;
    }

    /**
     * The state of one thread: the nesting depth of container closes and of discards, when its acquisition started, what it
     * reserved last, and what it is returning.
     */
    private static final class ThreadState {
        private final ThreadContext holder;
        private int containerClosing;
        private int aborting;
        private long startedAtNanos = Acquisition.START_UNKNOWN;
        private @Nullable Reservation reserved;
        private @Nullable Reservation returning;

        private ThreadState(ThreadContext holder) {
            this.holder = holder;
        }

        /** What the thread reserved last; only once. */
        private @Nullable Reservation takeReserved() {
            Reservation taken = reserved;
            reserved = null;
            return taken;
        }

        /**
         * A thread that acquires a connection is not closing one. If the stack ended in a hook, only one of a pair of events was
         * recorded, and all later closes by the application would seem to be those of the container.
         */
        private void forgetUnfinished() {
            containerClosing = 0;
            aborting = 0;
            reserved = null;
            returning = null;
        }
    }
}
