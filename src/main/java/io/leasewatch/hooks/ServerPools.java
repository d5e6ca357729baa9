package io.leasewatch.hooks;

import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Outcome;
import io.leasewatch.lease.Pool;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pools behind the server's own pool objects, which are held weakly.
 *
 * <p>Thread-safe. Pools are few, so finding one is a walk along a list that is replaced when there is a new one; when two threads
 * find new ones at once, one of them may be
 * forgotten, and is found again by the next.
 */
final class ServerPools {

    private final LeaseRegistry registry;
    private volatile List<Known> known = List.of();

    ServerPools(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** The pool that {@code manager} leads to, {@code null} if it leads to none that has a name. */
    @Nullable
    Pool of(@Nullable Object manager) {
        Object server = manager instanceof Supplier<?> way ? way.get() : null;
        if (server == null) {
            return null;
        }
        for (Known candidate : known) {
            if (candidate.server.refersTo(server)) {
                return candidate.pool;
            }
        }
        Pool pool = PoolName.of(server).in(registry);
        Known added = new Known(new WeakReference<>(server), pool);
        known = Stream.concat(known.stream().filter(candidate -> !candidate.server.refersTo(null)), Stream.of(added))
                .toList();
        return pool;
    }

    /** Ends what is out of pools that nobody else watches. */
    void endLeases() {
        known = List.of();
        for (Lease lease : registry.openLeases()) {
            if (!lease.isDeclared() && !lease.pool().isWrapped()) {
                registry.close(lease, Outcome.OPEN_AT_STOP);
            }
        }
    }

    private record Known(WeakReference<Object> server, Pool pool) {}
}
