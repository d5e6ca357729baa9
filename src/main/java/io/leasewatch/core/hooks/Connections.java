package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.AcquisitionTimeouts;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to connections of pools that applications bring along: each is a lease from the moment it is handed out until it is
 * closed. The connection itself keeps the lease.
 *
 * <p>Thread-safe. A connection that is closed twice closes its lease twice, which is once.
 */
final class Connections {

    private final LeaseRegistry registry;
    private final ApplicationPools pools;
    private final Hook answered = new Hook(
            "answered",
            (asking, answer) -> {
                if (asking instanceof Asking one) {
                    answered(one, answer);
                }
                return null;
            },
            false);

    Connections(LeaseRegistry registry, ApplicationPools pools) {
        this.registry = registry;
        this.pools = pools;
    }

    /**
     * A pool is asked for a connection. What it asks for in turn, when it opens one, is its own affair: a watched data source that
     * asked for this connection did not ask for that.
     */
    @Nullable
    BiConsumer<@Nullable Object, @Nullable Object> asked(@Nullable Object source, @Nullable Object type) {
        ApplicationPoolKind kind = ApplicationPoolKind.of(type);
        ThreadContext holder = ThreadContext.current();
        if (source == null || kind == null || !registry.enabled() || holder.isAside()) {
            return null;
        }
        Pool outer = holder.asked();
        if (outer != null) {
            Lease none = holder.answered(null);
        }
        // Only one that is known already: what is new may have no name before it has opened its first connection.
        Pool waitedFor = outer == null ? pools.known(source) : null;
        if (waitedFor != null) {
            waitedFor.asking();
        }
        return new Asking(source, kind, outer, waitedFor);
    }

    private void answered(Asking asking, @Nullable Object answer) {
        ThreadContext holder = ThreadContext.current();
        if (asking.waitedFor != null) {
            asking.waitedFor.asked();
        }
        if (asking.outer != null) {
            Pool inner = holder.ask(asking.outer);
        }
        if (answer instanceof Throwable failure) {
            // What a watched data source asks for, it counts itself.
            if (asking.outer == null && AcquisitionTimeouts.isTimeout(failure)) {
                Pool pool = pools.of(asking.source, asking.kind);
                pool.timedOut();
                registry.timedOut(pool, asking.askedAtNanos);
            }
        } else if (answer instanceof Supplier<?> connection) {
            Pool pool = asking.outer == null ? pools.of(asking.source, asking.kind) : asking.outer;
            // What a watched data source asks for, it measures itself.
            Lease lease =
                    registry.openInside(pool, asking.outer == null ? asking.askedAtNanos : LeaseRegistry.NOT_SEEN);
            keep(connection, lease);
            if (lease != null) {
                registry.hold(lease, connection);
            }
            if (asking.outer != null && lease != null) {
                holder.took(lease);
            }
        }
    }

    /** A connection is closed, for the first time or again. */
    @Nullable
    Object returned(@Nullable Object connection) {
        return over(connection, Outcome.RETURNED);
    }

    /** A connection is thrown away, in use or not. */
    @Nullable
    Object discarded(@Nullable Object connection) {
        return over(connection, Outcome.ABORTED);
    }

    /** A pool is closed, and what was out of it is of no use to anybody. */
    @Nullable
    Object shut(@Nullable Object source) {
        Pool gone = source == null ? null : pools.remove(source);
        for (Lease lease : registry.openLeases()) {
            if (lease.pool() == gone) {
                registry.close(lease, Outcome.ABORTED);
            }
        }
        return null;
    }

    private @Nullable Object over(@Nullable Object connection, Outcome outcome) {
        // Not ours if the library was replaced while the connection was out.
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

    /** One call of a pool that is not answered yet. To be told the connection, or what was thrown. */
    private final class Asking implements BiConsumer<@Nullable Object, @Nullable Object> {
        private final Object source;
        private final ApplicationPoolKind kind;
        private final @Nullable Pool outer;
        private final @Nullable Pool waitedFor;
        private final long askedAtNanos = registry.ticker().nanos();

        Asking(Object source, ApplicationPoolKind kind, @Nullable Pool outer, @Nullable Pool waitedFor) {
            this.source = source;
            this.kind = kind;
            this.outer = outer;
            this.waitedFor = waitedFor;
        }

        @Override
        public void accept(@Nullable Object connection, @Nullable Object failure) {
            answered.accept(this, failure == null ? connection : failure);
        }
    }
}
