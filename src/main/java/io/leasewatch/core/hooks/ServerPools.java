package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Consumer;
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

    /** A managed connection was taken out of {@code server}; which reservation that is, {@code null} without a place to keep it. */
    @Nullable
    Reservation reserved(@Nullable Object server, @Nullable Object managed) {
        if (server == null || !(managed instanceof Supplier<?> kept)) {
            return null;
        }
        if (kept.get() instanceof Reservation known && known.isOf(this)) {
            return known;
        }
        Reservation reservation = new Reservation(this, of(server));
        keep(managed, reservation);
        reservation.begin();
        return reservation;
    }

    void released(@Nullable Object managed) {
        Object before = managed instanceof Supplier<?> kept ? kept.get() : null;
        if (managed == null || before == null) {
            return;
        }
        // Not ours if the library was replaced meanwhile; nobody else will take it away.
        keep(managed, null);
        if (before instanceof Reservation known && known.isOf(this)) {
            known.end();
        }
    }

    @SuppressWarnings("unchecked")
    private static void keep(Object managed, @Nullable Reservation reservation) {
        ((Consumer<@Nullable Object>) managed).accept(reservation);
    }

    private Pool of(Object server) {
        Pool found = known(server);
        return found == null ? add(server) : found;
    }

    /** The pool that was found behind {@code server} before, {@code null} if none was. */
    @Nullable
    Pool known(@Nullable Object server) {
        for (Known candidate : known) {
            if (candidate.server.refersTo(server)) {
                return candidate.pool;
            }
        }
        return null;
    }

    private Pool add(Object server) {
        Pool pool = PoolName.of(server).in(registry);
        Known added = new Known(new WeakReference<>(server), pool);
        known = Stream.concat(known.stream().filter(candidate -> !candidate.server.refersTo(null)), Stream.of(added))
                .toList();
        return pool;
    }

    /** Ends what is out of pools that nobody else watches. */
    void endLeases() {
        known.forEach(one -> one.pool().unseen());
        known = List.of();
        for (Lease lease : registry.openLeases()) {
            if (!lease.isDeclared() && !lease.pool().isWrapped()) {
                registry.close(lease, Outcome.OPEN_AT_STOP);
            }
        }
    }

    private record Known(WeakReference<Object> server, Pool pool) {}
}
