package io.leasewatch.monitor.view;

import io.leasewatch.monitor.pgbouncer.PgBouncerClient;
import io.leasewatch.monitor.pgbouncer.PgBouncerDatabase;
import io.leasewatch.monitor.pgbouncer.PgBouncerPool;
import io.leasewatch.monitor.pgbouncer.PgBouncerServer;
import io.leasewatch.monitor.pgbouncer.PgBouncerSnapshot;
import io.leasewatch.monitor.pgbouncer.PgBouncerStatus;
import io.leasewatch.monitor.pgbouncer.Rates;
import io.leasewatch.monitor.pgbouncer.Shortage;
import io.leasewatch.monitor.pgbouncer.Traffic;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A PgBouncer and its latest snapshot. {@code timestamp} is when the snapshot was taken, {@code null} if PgBouncer has never
 * answered. While PgBouncer does not answer, the snapshot is outdated. {@code clientCount} and {@code serverCount} are totals;
 * the lists are limited by the request. {@code clients} is sorted by wait, longest first.
 */
public record PgBouncerView(
        String name,
        String state,
        Instant since,
        String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable Instant timestamp,
        String version,
        int clientCount,
        int serverCount,
        List<PoolRow> pools,
        List<DatabaseRow> databases,
        List<TrafficRow> stats,
        List<ClientRow> clients,
        List<ServerRow> servers,
        Map<String, String> config,
        Map<String, Long> lists) {

    public static PgBouncerView of(PgBouncerStatus status, int limit) {
        PgBouncerSnapshot last = status.last();
        return last == null
                ? new PgBouncerView(
                        status.name(),
                        status.state().word(),
                        status.since(),
                        status.lastError(),
                        status.lastErrorAt(),
                        null,
                        "",
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of())
                : new PgBouncerView(
                        status.name(),
                        status.state().word(),
                        status.since(),
                        status.lastError(),
                        status.lastErrorAt(),
                        last.timestamp(),
                        last.version(),
                        last.clients().size(),
                        last.servers().size(),
                        last.pools().stream()
                                .limit(limit)
                                .map(pool -> PoolRow.of(pool, last))
                                .toList(),
                        last.databases().stream()
                                .limit(limit)
                                .map(DatabaseRow::of)
                                .toList(),
                        last.traffic().stream()
                                .limit(limit)
                                .map(traffic ->
                                        TrafficRow.of(traffic, last.rates().get(traffic.database())))
                                .toList(),
                        last.clients().stream()
                                .sorted(Comparator.comparing(PgBouncerClient::waited)
                                        .reversed())
                                .limit(limit)
                                .map(client -> ClientRow.of(client, last))
                                .toList(),
                        last.servers().stream().limit(limit).map(ServerRow::of).toList(),
                        new TreeMap<>(last.config()),
                        new TreeMap<>(last.lists()));
    }

    /**
     * PgBouncer's pool for one user of one database. {@code oldestWait} is in seconds. {@code shortage} is the reason why clients
     * wait: {@code full}, {@code server_slow}, {@code paused}, {@code unserved} or {@code none}.
     */
    public record PoolRow(
            String database,
            String user,
            String poolMode,
            int clientsActive,
            int clientsWaiting,
            int serversActive,
            int serversIdle,
            int serversUsed,
            int serversTested,
            int serversLogin,
            int cancelling,
            @Nullable Integer maxServers,
            double oldestWait,
            String shortage) {

        public static PoolRow of(PgBouncerPool pool, PgBouncerSnapshot snapshot) {
            int maxServers = snapshot.mostServers(pool);
            Shortage shortage = snapshot.shortage(pool);
            return new PoolRow(
                    pool.database(),
                    pool.user(),
                    pool.poolMode(),
                    pool.clActive(),
                    pool.clWaiting(),
                    pool.svActive(),
                    pool.svIdle(),
                    pool.svUsed(),
                    pool.svTested(),
                    pool.svLogin(),
                    pool.clActiveCancel() + pool.clWaitingCancel(),
                    maxServers == 0 ? null : maxServers,
                    LeaseView.seconds(pool.oldestWait().toNanos()),
                    shortage.word());
        }
    }

    /** A database of PgBouncer, with its limits. */
    public record DatabaseRow(
            String name,
            String host,
            int port,
            String database,
            int poolSize,
            int minPoolSize,
            int reservePool,
            String poolMode,
            int maxConnections,
            int currentConnections,
            @Nullable Long maxClients,
            @Nullable Long clients,
            boolean paused,
            boolean disabled) {

        public static DatabaseRow of(PgBouncerDatabase database) {
            return new DatabaseRow(
                    database.name(),
                    database.host(),
                    database.port(),
                    database.database(),
                    database.poolSize(),
                    database.minPoolSize(),
                    database.reservePool(),
                    database.poolMode(),
                    database.maxConnections(),
                    database.currentConnections(),
                    database.maxClients(),
                    database.clients(),
                    database.paused(),
                    database.disabled());
        }
    }

    /**
     * The traffic of a database since PgBouncer started. Times are in microseconds. {@code perSecond} covers the time since the
     * previous poll.
     */
    public record TrafficRow(
            String database,
            long transactions,
            long queries,
            long received,
            long sent,
            long transactionMicros,
            long queryMicros,
            long waitMicros,
            @Nullable Long serverAssignments,
            @Nullable Long clientParses,
            @Nullable Long serverParses,
            @Nullable Long binds,
            @Nullable Long clientLogins,
            @Nullable PerSecond perSecond) {

        public static TrafficRow of(Traffic traffic, @Nullable Rates rates) {
            return new TrafficRow(
                    traffic.database(),
                    traffic.transactions(),
                    traffic.queries(),
                    traffic.received(),
                    traffic.sent(),
                    traffic.transactionMicros(),
                    traffic.queryMicros(),
                    traffic.waitMicros(),
                    traffic.serverAssignments(),
                    traffic.clientParses(),
                    traffic.serverParses(),
                    traffic.binds(),
                    traffic.clientLogins(),
                    rates == null
                            ? null
                            : new PerSecond(
                                    rates.transactions(),
                                    rates.queries(),
                                    rates.waitMicros(),
                                    rates.received(),
                                    rates.sent()));
        }
    }

    /** Traffic per second. */
    public record PerSecond(double transactions, double queries, double waitMicros, double received, double sent) {}

    /**
     * A client connection. {@code waited} is in seconds. {@code serverPid} is the process id of the PostgreSQL backend that it is
     * linked to, {@code null} if there is none.
     */
    public record ClientRow(
            String user,
            String database,
            String state,
            String address,
            int port,
            String applicationName,
            @Nullable Instant connectedAt,
            @Nullable Instant requestedAt,
            double waited,
            @Nullable Integer serverPid) {

        public static ClientRow of(PgBouncerClient client, PgBouncerSnapshot snapshot) {
            return new ClientRow(
                    client.user(),
                    client.database(),
                    client.state(),
                    client.address(),
                    client.port(),
                    client.applicationName(),
                    client.connectedAt(),
                    client.requestedAt(),
                    LeaseView.seconds(client.waited().toNanos()),
                    snapshot.serverOf(client).map(PgBouncerServer::remotePid).orElse(null));
        }
    }

    /** A connection to PostgreSQL. {@code pid} is the process id of the backend. */
    public record ServerRow(
            String user,
            String database,
            String state,
            String address,
            int port,
            int localPort,
            @Nullable Instant connectedAt,
            @Nullable Instant requestedAt,
            int pid) {

        public static ServerRow of(PgBouncerServer server) {
            return new ServerRow(
                    server.user(),
                    server.database(),
                    server.state(),
                    server.address(),
                    server.port(),
                    server.localPort(),
                    server.connectedAt(),
                    server.requestedAt(),
                    server.remotePid());
        }
    }
}
