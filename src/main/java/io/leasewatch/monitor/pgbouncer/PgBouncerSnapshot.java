package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a PgBouncer said when it was asked last. What its version does not know is empty.
 *
 * @param timestamp when it was asked
 * @param version such as {@code PgBouncer 1.18.0}
 * @param paused whether all of it is paused. Before 1.19 only databases can say that they are, and then it is whether all of them are.
 * @param rates by database, from the second look on
 * @param config its settings, without those that are nobody's business
 * @param lists how many there are of what it keeps lists of
 * @param userPoolSizes sizes of pools that were set for users and come before those of databases, since 1.24
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

    /** The server that serves a client of this snapshot at the moment; its {@link PgBouncerServer#remotePid} is PostgreSQL's process. */
    public Optional<PgBouncerServer> serverOf(PgBouncerClient client) {
        return client.link().isEmpty()
                ? Optional.empty()
                : servers.stream()
                        .filter(server -> server.ptr().equals(client.link()))
                        .findFirst();
    }

    /** The client that comes from this port. Where two machines use the same port nobody can tell which is meant, so there is none. */
    public Optional<PgBouncerClient> clientAt(int port) {
        List<PgBouncerClient> found =
                clients.stream().filter(client -> client.port() == port).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The client that comes from this port of this address, written as in {@link PgBouncerClient#address}. */
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

    /** Clients of all pools that wait for a server. */
    public int waitingClients() {
        return pools.stream().mapToInt(PgBouncerPool::clWaiting).sum();
    }

    /** For how long the client has waited that has waited the longest; zero if none waits. */
    public Duration oldestWait() {
        return pools.stream()
                .map(PgBouncerPool::oldestWait)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The most servers that pool may have: its size and its reserve, as far as its database as a whole allows; 0 if nobody says. */
    public int mostServers(PgBouncerPool pool) {
        int size = poolSize(pool);
        Optional<PgBouncerDatabase> database = database(pool.database());
        int most = size == 0
                ? 0
                : size + database.map(PgBouncerDatabase::reservePool).orElse(0);
        int limit = database.map(PgBouncerDatabase::maxConnections).orElse(0);
        return limit > 0 ? Math.min(most, limit) : most;
    }

    /** The size of that pool, without its reserve; 0 if nobody says. */
    int poolSize(PgBouncerPool pool) {
        Integer ofUser = userPoolSizes.get(pool.user());
        return ofUser != null
                ? ofUser
                : database(pool.database()).map(PgBouncerDatabase::poolSize).orElse(0);
    }

    /** Why clients of that pool wait. */
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
