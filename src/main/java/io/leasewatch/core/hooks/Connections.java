package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Acquisition.Sharing;
import io.leasewatch.core.lease.AcquisitionTimeouts;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.SelfWait;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.lease.ThreadContext.LeaseRequest;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handles the events of pools that applications bring along. Each connection is a lease from its acquisition until it is closed.
 * The connection object keeps the lease.
 *
 * <p>Thread-safe. If a connection is closed twice, the second close has no effect.
 */
final class Connections {

    private final LeaseRegistry registry;
    private final ApplicationPools pools;
    private final Hook acquired = new Hook(
            "acquired",
            (acquisition, result) -> {
                if (acquisition instanceof PendingAcquisition one) {
                    acquired(one, result);
                }
                return null;
            },
            false);

    Connections(LeaseRegistry registry, ApplicationPools pools) {
        this.registry = registry;
        this.pools = pools;
    }

    /**
     * A connection is about to be acquired from a pool. If a watched data source is acquiring one on this thread, that
     * acquisition is suspended meanwhile, because connections that the pool opens internally do not belong to it.
     */
    @Nullable
    BiConsumer<@Nullable Object, @Nullable Object> acquiring(@Nullable Object source, @Nullable Object type) {
        ApplicationPoolKind kind = ApplicationPoolKind.of(type);
        ThreadContext holder = ThreadContext.current();
        if (source == null || kind == null || !registry.enabled() || holder.isAside()) {
            return null;
        }
        LeaseRequest outer = holder.request();
        // Only for a known pool: a new pool may get its name only when it opens its first connection.
        Pool waitedFor = outer == null ? pools.known(source) : null;
        SelfWait wait = registry.mayWaitForItself(waitedFor);
        // What needs the most stack first: once the acquisition is counted, nothing may fail, or its end is not
        // observed.
        registry.ownership().nestings().waitBegins(wait);
        PendingAcquisition acquisition = new PendingAcquisition(source, kind, outer, waitedFor, wait);
        if (outer != null) {
            holder.setRequest(null);
        }
        if (waitedFor != null) {
            waitedFor.acquisitionStarted();
        }
        return acquisition;
    }

    private void acquired(PendingAcquisition acquisition, @Nullable Object result) {
        ThreadContext holder = ThreadContext.current();
        if (acquisition.waitedFor != null) {
            acquisition.waitedFor.acquisitionEnded();
        }
        if (acquisition.outer != null) {
            holder.setRequest(acquisition.outer);
        }
        registry.ownership().nestings().waitEnds(acquisition.wait);
        if (result instanceof Throwable failure) {
            // A watched data source counts its own timeouts.
            if (acquisition.outer == null && AcquisitionTimeouts.isTimeout(failure)) {
                Pool pool = pools.of(acquisition.source, acquisition.kind);
                pool.timedOut();
                registry.timedOut(pool, acquisition.startedAtNanos);
            }
        } else if (result instanceof Supplier<?> connection) {
            Pool pool = acquisition.outer == null
                    ? pools.of(acquisition.source, acquisition.kind)
                    : acquisition.outer.pool();
            // A watched data source measures its own wait times.
            Lease lease = registry.open(Acquisition.insideServer(
                    pool,
                    acquisition.outer == null ? acquisition.startedAtNanos : Acquisition.START_UNKNOWN,
                    Sharing.UNKNOWN));
            keep(connection, lease);
            if (lease != null) {
                registry.hold(lease, connection);
            }
            if (acquisition.outer != null && lease != null) {
                acquisition.outer.fulfil(lease);
            }
        }
    }

    /** A connection is closed, possibly not for the first time. */
    @Nullable
    Object returned(@Nullable Object connection) {
        return end(connection, Outcome.RETURNED);
    }

    /** A connection is discarded, in use or idle. */
    @Nullable
    Object discarded(@Nullable Object connection) {
        return end(connection, Outcome.ABORTED);
    }

    /** A pool is closed, and with it all its connections in use. */
    @Nullable
    Object closed(@Nullable Object source) {
        Pool pool = source == null ? null : pools.remove(source);
        for (Lease lease : registry.openLeases()) {
            if (lease.pool() == pool) {
                registry.close(lease, Outcome.ABORTED);
            }
        }
        return null;
    }

    private @Nullable Object end(@Nullable Object connection, Outcome outcome) {
        // The record is not of this class if the library was replaced while the connection was in use.
        if (connection instanceof Supplier<?> kept && kept.get() instanceof Lease lease) {
            registry.close(lease, outcome);
            keep(connection, null);
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static void keep(Object connection, @Nullable Lease lease) {
        ((Consumer<@Nullable Object>) connection).accept(lease);
    }

    /** An acquisition in progress. Receives the connection or the exception. */
    private final class PendingAcquisition implements BiConsumer<@Nullable Object, @Nullable Object> {
        private final Object source;
        private final ApplicationPoolKind kind;
        private final @Nullable LeaseRequest outer;
        private final @Nullable Pool waitedFor;
        private final @Nullable SelfWait wait;
        private final long startedAtNanos = registry.ticker().nanos();

        PendingAcquisition(
                Object source,
                ApplicationPoolKind kind,
                @Nullable LeaseRequest outer,
                @Nullable Pool waitedFor,
                @Nullable SelfWait wait) {
            this.source = source;
            this.kind = kind;
            this.outer = outer;
            this.waitedFor = waitedFor;
            this.wait = wait;
        }

        @Override
        public void accept(@Nullable Object connection, @Nullable Object failure) {
            acquired.accept(this, failure == null ? connection : failure);
        }
    }
}
