package io.leasewatch.monitor.postgres;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the backends that serve open leases.
 *
 * <p>Thread-safe. Keeps no reference to connections: the socket of a connection is read on each call, in a few microseconds, and never on
 * the borrower's path.
 */
public final class LeaseBackends {

    private final LeaseRegistry registry;
    private final PostgresWatches watches;
    private final PoolerClients pooler;

    public LeaseBackends(LeaseRegistry registry, PostgresWatches watches, PoolerClients pooler) {
        this.registry = registry;
        this.watches = watches;
        this.pooler = pooler;
    }

    /** The latest snapshots, for queries about several leases. */
    public Lookup lookup() {
        return new Lookup(watches.snapshots(), registry.ticker().nanos());
    }

    private static @Nullable SocketEndpoint wire(Lease lease) {
        Handle handle = lease.isOpen() ? lease.handle() : null;
        return handle == null ? null : SocketFinder.of(handle.behind());
    }

    private @Nullable PooledClient client(SocketEndpoint wire) {
        return pooler.client(wire.localPort(), wire.serverAddress(), wire.serverPort());
    }

    /** The snapshots at one point in time. Not thread-safe. */
    public final class Lookup {

        private final List<PostgresSnapshot> snapshots;
        private final long nowNanos;
        private @Nullable Map<Integer, Long> leases;

        private Lookup(List<PostgresSnapshot> snapshots, long nowNanos) {
            this.snapshots = snapshots;
            this.nowNanos = nowNanos;
        }

        public List<PostgresSnapshot> snapshots() {
            return snapshots;
        }

        /** The backend of {@code lease}; {@code null} if its database is not PostgreSQL, or if it cannot be found. */
        public @Nullable LeaseBackend of(Lease lease) {
            SocketEndpoint wire = wire(lease);
            if (wire == null) {
                return null;
            }
            Found found = find(wire);
            Backend backend = found.backend();
            boolean fresh = found.snapshot() != null
                    && lease.ageAt(nowNanos).toNanos()
                            >= nowNanos - found.snapshot().atNanos();
            PooledClient client = found.client();
            Integer pid = backend != null
                    ? (Integer) backend.pid()
                    : client != null ? client.serverPid() : (Integer) wire.backendPid();
            return new LeaseBackend(
                    pid,
                    wire.localPort(),
                    fresh ? backend : null,
                    fresh && backend != null ? blockers(backend) : List.of(),
                    client);
        }

        /** The database and the pooler of {@code lease}; {@code null} if unknown. */
        @Nullable
        Lead lead(Lease lease) {
            SocketEndpoint wire = wire(lease);
            Found found = wire == null ? null : find(wire);
            if (found == null || found.snapshot() == null) {
                return null;
            }
            PooledClient client = found.client();
            return new Lead(found.snapshot().name(), client == null ? null : client.pool());
        }

        private Found find(SocketEndpoint wire) {
            for (PostgresSnapshot snapshot : snapshots) {
                Backend backend =
                        snapshot.facts() == null ? null : snapshot.facts().of(wire);
                if (backend != null) {
                    return new Found(snapshot, backend, null);
                }
            }
            PooledClient client = client(wire);
            for (PostgresSnapshot snapshot : client == null ? List.<PostgresSnapshot>of() : snapshots) {
                Backend backend =
                        snapshot.facts() == null ? null : snapshot.facts().of(Objects.requireNonNull(client));
                if (backend != null) {
                    return new Found(snapshot, backend, client);
                }
            }
            return new Found(null, null, client);
        }

        /** The sessions that block {@code backend}. */
        public List<LeaseBackend.Blocker> blockers(Backend backend) {
            return backend.blockedBy().stream()
                    .map(pid -> new LeaseBackend.Blocker(pid, leaseOf(pid)))
                    .toList();
        }

        /** The id of the open lease that the backend with process id {@code pid} serves, {@code null} if there is none. */
        public @Nullable Long leaseOf(int pid) {
            Map<Integer, Long> known = leases;
            if (known == null) {
                known = new HashMap<>();
                for (Lease lease : registry.openLeases()) {
                    SocketEndpoint wire = wire(lease);
                    Backend backend = wire == null ? null : find(wire).backend();
                    if (backend != null) {
                        known.put(backend.pid(), lease.id());
                    }
                }
                leases = known;
            }
            return known.get(pid);
        }
    }

    /** The backend at the other end of a socket. */
    private record Found(
            @Nullable PostgresSnapshot snapshot,
            @Nullable Backend backend,
            @Nullable PooledClient client) {}

    /**
     * The database that a pool connects to.
     *
     * @param database the name of the database
     * @param pooler the pooler's pool in between, {@code null} without a pooler
     */
    record Lead(String database, @Nullable String pooler) {}
}
