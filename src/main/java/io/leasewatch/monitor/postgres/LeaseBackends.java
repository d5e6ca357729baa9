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
 * Joins open leases to the backends that serve them.
 *
 * <p>Thread-safe. Nothing is kept of a connection: which end of which wire it has is read anew whenever somebody asks, in some
 * microseconds, and never on the way of a borrower.
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

    /** What is known now, to be asked about several leases. */
    public Look look() {
        return new Look(watches.snapshots(), registry.ticker().nanos());
    }

    private static @Nullable SocketEndpoint wire(Lease lease) {
        Handle handle = lease.isOpen() ? lease.handle() : null;
        return handle == null ? null : SocketFinder.of(handle.behind());
    }

    private @Nullable PooledClient client(SocketEndpoint wire) {
        return pooler.client(wire.localPort(), wire.serverAddress(), wire.serverPort());
    }

    /** What was known at one moment. Not thread-safe. */
    public final class Look {

        private final List<PostgresSnapshot> snapshots;
        private final long nowNanos;
        private @Nullable Map<Integer, Long> leases;

        private Look(List<PostgresSnapshot> snapshots, long nowNanos) {
            this.snapshots = snapshots;
            this.nowNanos = nowNanos;
        }

        public List<PostgresSnapshot> snapshots() {
            return snapshots;
        }

        /** The other end of {@code lease}; {@code null} if that is not PostgreSQL, or cannot be told. */
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

        /** Which database's backend serves that lease, and by which pooler; {@code null} if none is known. */
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

        /** Who is in the way of {@code backend}. */
        public List<LeaseBackend.Blocker> blockers(Backend backend) {
            return backend.blockedBy().stream()
                    .map(pid -> new LeaseBackend.Blocker(pid, leaseOf(pid)))
                    .toList();
        }

        /** The open lease that the backend of that process id serves, {@code null} if it is none of ours. */
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

    /** Where a wire leads. */
    private record Found(
            @Nullable PostgresSnapshot snapshot,
            @Nullable Backend backend,
            @Nullable PooledClient client) {}

    /**
     * Where the connections of a pool lead.
     *
     * @param database the database's name
     * @param pooler the pooler's pool between, {@code null} without one
     */
    record Lead(String database, @Nullable String pooler) {}
}
