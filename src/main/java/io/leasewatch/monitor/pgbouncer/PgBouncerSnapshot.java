package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of a PgBouncer to one poll. Answers that its version does not support are empty.
 *
 * @param timestamp when the poll began
 * @param version such as {@code PgBouncer 1.18.0}
 * @param paused whether PgBouncer is paused as a whole; before 1.19, whether all its databases are paused
 * @param rates by database; empty for the first snapshot
 * @param config its settings, without those about authentication, users and files
 * @param lists the sizes of its internal lists, from {@code SHOW LISTS}
 * @param userPoolSizes pool sizes set for users, which take precedence over those of databases; empty before 1.24
 */
public record PgBouncerSnapshot(
        Instant timestamp,
        String version,
        boolean paused,
        List<PgBouncerPool> pools,
        List<PgBouncerDatabase> databases,
        List<Traffic> traffic,
        Map<String, Rates> rates,
        List<PgBouncerClient> clients,
        List<PgBouncerServer> servers,
        Map<String, String> config,
        Map<String, Long> lists,
        Map<String, Integer> userPoolSizes) {

    public PgBouncerSnapshot {
        pools = List.copyOf(pools);
        databases = List.copyOf(databases);
        traffic = List.copyOf(traffic);
        rates = Map.copyOf(rates);
        clients = List.copyOf(clients);
        servers = List.copyOf(servers);
        config = Map.copyOf(config);
        lists = Map.copyOf(lists);
        userPoolSizes = Map.copyOf(userPoolSizes);
    }

    /** The server connection that a client is linked to. Its {@link PgBouncerServer#remotePid} is the PostgreSQL backend. */
    public Optional<PgBouncerServer> serverOf(PgBouncerClient client) {
        return client.link().isEmpty()
                ? Optional.empty()
                : servers.stream()
                        .filter(server -> server.ptr().equals(client.link()))
                        .findFirst();
    }

    /** The client with this port. Empty if several clients on different machines have the same port. */
    public Optional<PgBouncerClient> clientAt(int port) {
        List<PgBouncerClient> found =
                clients.stream().filter(client -> client.port() == port).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The client with this address and port. The address is written as in {@link PgBouncerClient#address}. */
    public Optional<PgBouncerClient> clientAt(String address, int port) {
        return clients.stream()
                .filter(client -> client.port() == port && client.address().equals(address))
                .findFirst();
    }

    public Optional<PgBouncerDatabase> database(String name) {
        return databases.stream()
                .filter(database -> database.name().equals(name))
                .findFirst();
    }

    /** The number of waiting clients in all pools. */
    public int waitingClients() {
        return pools.stream().mapToInt(PgBouncerPool::clWaiting).sum();
    }

    /** The wait of the client that has waited longest; zero if no client waits. */
    public Duration oldestWait() {
        return pools.stream()
                .map(PgBouncerPool::oldestWait)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * The maximum number of server connections of a pool: its size plus its reserve, limited by {@code max_db_connections} of its database;
     * 0 if unknown.
     */
    public int mostServers(PgBouncerPool pool) {
        int size = poolSize(pool);
        Optional<PgBouncerDatabase> database = database(pool.database());
        int most = size == 0
                ? 0
                : size + database.map(PgBouncerDatabase::reservePool).orElse(0);
        int limit = database.map(PgBouncerDatabase::maxConnections).orElse(0);
        return limit > 0 ? Math.min(most, limit) : most;
    }

    /** The size of a pool without its reserve; 0 if unknown. */
    int poolSize(PgBouncerPool pool) {
        Integer ofUser = userPoolSizes.get(pool.user());
        return ofUser != null
                ? ofUser
                : database(pool.database()).map(PgBouncerDatabase::poolSize).orElse(0);
    }

    /** Why clients of a pool wait. */
    public Shortage shortage(PgBouncerPool pool) {
        if (pool.clWaiting() == 0) {
            return Shortage.NONE;
        }
        if (paused || database(pool.database()).map(PgBouncerDatabase::paused).orElse(false)) {
            return Shortage.PAUSED;
        }
        if (pool.svIdle() == 0 && pool.svActive() > 0 && pool.svActive() >= poolSize(pool)) {
            return Shortage.FULL;
        }
        if (pool.svLogin() > 0) {
            return Shortage.SERVER_SLOW;
        }
        return pool.inUse() + pool.idle() == 0 ? Shortage.UNSERVED : Shortage.NONE;
    }
}
