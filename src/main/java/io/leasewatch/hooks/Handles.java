package io.leasewatch.hooks;

import io.leasewatch.lease.Holder;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Outcome;
import io.leasewatch.lease.Pool;
import org.jspecify.annotations.Nullable;

/**
 * What happens to handles: each is a lease from the moment it is taken until it is closed, or the server takes it away.
 *
 * <p>Who closes a handle is told by what else the thread is doing, which its own events have said before; so the only thing to
 * remember is two numbers per thread, and they are the JDK's.
 */
final class Handles {

    private static final int TIDYING = 0;
    private static final int ABORTING = 1;

    private final LeaseRegistry registry;
    private final ServerPools pools;
    private final ThreadLocal<int[]> busy = ThreadLocal.withInitial(() -> new int[2]);

    Handles(LeaseRegistry registry, ServerPools pools) {
        this.registry = registry;
        this.pools = pools;
    }

    /**
     * A handle was taken. If a watched data source asked for it, the lease is of that one's pool, and left to it to be taken over:
     * one connection is one lease.
     */
    @Nullable
    Lease opened(@Nullable Object handle, @Nullable Object manager) {
        if (!registry.enabled()) {
            return null;
        }
        Holder holder = Holder.current();
        Pool asked = holder.asked();
        Pool pool = asked == null ? pools.of(manager) : asked;
        Lease lease = pool == null ? null : registry.openInside(pool);
        if (asked != null && lease != null) {
            holder.took(lease);
        }
        return lease;
    }

    @Nullable
    Object closed(@Nullable Object kept) {
        // Not ours if the library was replaced while the handle was out.
        if (kept instanceof Lease lease) {
            int[] now = busy.get();
            if (now[TIDYING] > 0) {
                registry.takeBack(lease, true);
            } else {
                registry.close(lease, now[ABORTING] > 0 ? Outcome.ABORTED : Outcome.RETURNED);
            }
        }
        return null;
    }

    /** A handle loses its connection: for good if that goes back into the pool, for a moment if it gets another one. */
    @Nullable
    Object parted(@Nullable Object kept) {
        if (kept instanceof Lease lease && busy.get()[TIDYING] > 0) {
            registry.takeBack(lease, false);
        }
        return null;
    }

    @Nullable
    Lease rejoined(@Nullable Object manager, @Nullable Object kept) {
        return kept instanceof Lease lease && registry.resume(lease) ? lease : opened(null, manager);
    }

    @Nullable
    Object tidying(@Nullable Object begins) {
        busy.get()[TIDYING] += begins == Boolean.TRUE ? 1 : -1;
        return null;
    }

    @Nullable
    Object aborting(@Nullable Object begins) {
        busy.get()[ABORTING] += begins == Boolean.TRUE ? 1 : -1;
        return null;
    }
}
