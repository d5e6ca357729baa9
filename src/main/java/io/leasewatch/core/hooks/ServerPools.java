package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Pool.ManagedConnection;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps pool objects of the server to pools. The objects are held weakly.
 *
 * <p>Thread-safe. There are few pools, so a look-up walks a list, which is replaced when a pool is added. If two threads add
 * pools at the same time, one of them may be lost; the next event adds it again.
 */
final class ServerPools {

    private final LeaseRegistry registry;
    private volatile List<Known> known = List.of();

    ServerPools(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** A managed connection left {@code server}. Returns its reservation, {@code null} if the connection has no field to keep it. */
    @Nullable
    Reservation reserved(@Nullable Object server, @Nullable Object managed) {
        if (server == null || !(managed instanceof Supplier<?> keeper)) {
            return null;
        }
        Reservation before = keeper.get() instanceof Reservation known && known.isOf(this) ? known : null;
        if (before != null && !before.isEnded()) {
            return before;
        }
        Reservation reservation = new Reservation(this, of(server));
        keep(managed, reservation);
        if (before == null) {
            reservation.pool().manages(new WeaklyManagedConnection(managed));
        }
        reservation.begin();
        return reservation;
    }

    /** The connection keeps the ended reservation, which has its last lease, until it is reserved again. */
    @Nullable
    Reservation released(@Nullable Object managed) {
        Object before = managed instanceof Supplier<?> keeper ? keeper.get() : null;
        if (managed == null || before == null) {
            return null;
        }
        if (before instanceof Reservation known && known.isOf(this)) {
            known.end();
            return known;
        }
        // The record is of another copy of this class, because the library was replaced. It no longer receives events.
        keep(managed, null);
        return null;
    }

    @SuppressWarnings("unchecked")
    static void keep(Object managed, @Nullable Reservation reservation) {
        ((Consumer<@Nullable Object>) managed).accept(reservation);
    }

    private Pool of(Object server) {
        Pool found = known(server);
        return found == null ? add(server) : found;
    }

    /** The pool of {@code server}, {@code null} if the object is new. */
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
        pool.usedBy(server);
        Known added = new Known(new WeakReference<>(server), pool);
        known = Stream.concat(known.stream().filter(candidate -> !candidate.server.refersTo(null)), Stream.of(added))
                .toList();
        return pool;
    }

    /** Ends the open leases of pools that only the agent watches. */
    void endLeases() {
        known.forEach(one -> {
            one.pool().managed().forEach(ServerPools::forget);
            one.pool().unseen();
        });
        known = List.of();
        for (Lease lease : registry.openLeases()) {
            if (!lease.isDeclared() && !lease.pool().isWrapped()) {
                registry.close(lease, Outcome.OPEN_AT_STOP);
            }
        }
    }

    private static void forget(ManagedConnection connection) {
        if (connection instanceof WeaklyManagedConnection own) {
            own.forget();
        }
    }

    private record Known(WeakReference<Object> server, Pool pool) {}
}
