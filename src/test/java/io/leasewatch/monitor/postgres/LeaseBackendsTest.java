package io.leasewatch.monitor.postgres;

import static io.leasewatch.monitor.postgres.Watched.execute;
import static io.leasewatch.monitor.postgres.Watched.pid;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.Leasewatch;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.programs.PostgresServer;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class LeaseBackendsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static PostgresServer server;

    private final LeaseRegistry registry = LeaseRegistry.shared();
    private final PostgresWatches watches = new PostgresWatches(InstantSource.system(), Ticker.SYSTEM);
    private final LeaseBackends servers = new LeaseBackends(registry, watches, PoolerClients.none());
    private DataSource shop;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer(folder, 20);
        server.execute("create table shelf(id int primary key, books int)");
        server.execute("insert into shelf values (1, 1)");
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void watch() {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(server.url());
        plain.setUser("postgres");
        shop = Leasewatch.watch(plain, "servers-shop");
        watches.apply(Watched.settings(server, "postgres"));
    }

    @AfterEach
    void stopWatching() {
        watches.stop();
    }

    @Test
    void openLeaseIsJoinedToTheBackendThatServesIt() throws Exception {
        try (Connection connection = shop.getConnection()) {
            connection.setAutoCommit(false);
            int pid = pid(connection);

            LeaseBackend end = known(lease("servers-shop"));

            assertThat(end.backendPid()).isEqualTo(pid);
            assertThat(end.localPort()).isPositive();
            assertThat(requireNonNull(end.backend()).state()).isEqualTo("idle in transaction");
            assertThat(requireNonNull(end.backend()).clientPort()).isEqualTo(end.localPort());
            assertThat(end.blockers()).isEmpty();
            assertThat(end.client()).isNull();
        }
    }

    @Test
    void leaseThatIsBlockedNamesTheSessionInItsWayAndTheLeaseOfThatIfItIsOurs() throws Exception {
        try (Connection holder = shop.getConnection();
                Connection waiter = shop.getConnection()) {
            List<Lease> both = leases("servers-shop");
            holder.setAutoCommit(false);
            execute(holder, "update shelf set books = 2 where id = 1");
            Thread update = new Thread(() -> {
                try {
                    execute(waiter, "update shelf set books = 3 where id = 1");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            update.start();

            LeaseBackend end = await().atMost(SOON)
                    .until(
                            () -> servers.lookup().of(both.get(1)),
                            now -> now != null && !now.blockers().isEmpty());
            int inTheWay = requireNonNull(SocketFinder.of(holder)).backendPid();
            holder.rollback();
            update.join();

            assertThat(end.blockers())
                    .containsExactly(
                            new LeaseBackend.Blocker(inTheWay, both.get(0).id()));
            assertThat(requireNonNull(end.backend()).waitEventType()).isEqualTo("Lock");
        }
    }

    @Test
    void whatWasSeenBeforeTheLeaseWasTakenIsNotSaidOfIt() throws Exception {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.url());
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(1);
        try (pool) {
            DataSource watched = Leasewatch.watch(pool, "servers-hikari");
            try (Connection first = pool.getConnection()) {
                assertThat(first.isClosed()).isFalse();
            }
            PostgresWatches standing = new PostgresWatches(InstantSource.system(), Ticker.SYSTEM);
            standing.apply(new PostgresSettings(
                    List.of(), server.url(), "postgres", "", Watched.TIMEOUT, Duration.ofHours(1)));
            await().atMost(SOON).until(() -> standing.facts().findAny().isPresent());
            try (Connection connection = watched.getConnection()) {
                LeaseBackend end = requireNonNull(new LeaseBackends(registry, standing, PoolerClients.none())
                        .lookup()
                        .of(lease("servers-hikari")));

                assertThat(end.backendPid()).isEqualTo(pid(connection));
                assertThat(end.backend()).isNull();
            } finally {
                standing.stop();
            }
        }
    }

    @Test
    void poolerKnowsTheBackendOfAConnectionThatLeadsThroughIt() throws Exception {
        try (Connection connection = shop.getConnection();
                Connection behind = server.connect("postgres")) {
            SocketEndpoint ours = requireNonNull(SocketFinder.of(connection));
            SocketEndpoint poolers = requireNonNull(SocketFinder.of(behind));
            // As if our connection led to somewhere else, and that had the other one.
            PooledClient client = new PooledClient(
                    "127.0.0.1",
                    ours.localPort(),
                    "active",
                    "pgbouncer/shop",
                    poolers.backendPid(),
                    poolers.localPort());
            PostgresFacts seen = await().atMost(SOON)
                    .until(() -> watches.facts().findAny().orElse(null), now -> now != null && now.of(client) != null);

            Backend found = requireNonNull(seen.of(client));
            Backend stranger =
                    seen.of(new PooledClient("127.0.0.1", ours.localPort(), "active", null, poolers.backendPid(), 1));

            assertThat(found.pid()).isEqualTo(pid(behind));
            assertThat(stranger).isNull();
        }
    }

    @Test
    void poolsThatMayOpenMoreThanTheDatabaseHasAreToldSo() throws Exception {
        Capacity capacity = new Capacity(registry, servers);
        try (Connection connection = shop.getConnection()) {
            LeaseBackend end = known(lease("servers-shop"));

            capacity.read(List.of(reading("servers-shop", 18), reading("elsewhere", 100)));

            Capacity.Demand demand = capacity.demand("postgresql");
            assertThat(end.backendPid()).isEqualTo(pid(connection));
            assertThat(demand.sum()).isEqualTo(18);
            assertThat(demand.advice())
                    .isEqualTo(
                            "The pools that connect here may open 18 connections (servers-shop 18), but PostgreSQL allows 17"
                                    + " for applications. Reduce the pool sizes or raise max_connections.");
        }
        capacity.read(List.of(reading("servers-shop", 17)));
        assertThat(capacity.demand("postgresql").advice()).isNull();
        assertThat(capacity.demand("postgresql").sum()).isEqualTo(17);
    }

    @Test
    void databaseIsAPoolOfItsConnections() {
        PostgresPools pools = new PostgresPools(watches);

        List<PoolReading> readings = await().atMost(SOON).until(pools::read, all -> all.size() == 1);

        PoolReading reading = readings.get(0);
        assertThat(reading.poolName()).isEqualTo("postgresql");
        assertThat(reading.kind()).isEqualTo(PoolKind.POSTGRESQL);
        assertThat(reading.maxCount()).isEqualTo(17);
        assertThat(reading.inUseCount()).isBetween(1, 17);
    }

    @Test
    void leaseOfAnotherDatabaseHasNoOtherEnd() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:servers");
        try (Connection connection = Leasewatch.watch(h2, "servers-h2").getConnection()) {
            assertThat(servers.lookup().of(lease("servers-h2"))).isNull();
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void withoutADatabaseThatIsAskedTheBackendIsKnownAllTheSame() throws Exception {
        LeaseBackends blind = new LeaseBackends(
                registry, new PostgresWatches(InstantSource.system(), Ticker.SYSTEM), PoolerClients.none());
        try (Connection connection = shop.getConnection()) {
            LeaseBackend end = requireNonNull(blind.lookup().of(lease("servers-shop")));

            assertThat(end.backendPid()).isEqualTo(pid(connection));
            assertThat(end.backend()).isNull();
        }
    }

    private LeaseBackend known(Lease lease) {
        return await().atMost(SOON)
                .until(() -> servers.lookup().of(lease), now -> now != null && now.backend() != null);
    }

    private Lease lease(String pool) {
        return leases(pool).get(0);
    }

    private List<Lease> leases(String pool) {
        return registry.openLeases().stream()
                .filter(lease -> lease.pool().name().equals(pool))
                .sorted((a, b) -> Long.compare(a.id(), b.id()))
                .toList();
    }

    private static PoolReading reading(String pool, int max) {
        return PoolReading.of(pool, WatchedBy.WRAPPER, Instant.EPOCH).max(max).build();
    }
}
