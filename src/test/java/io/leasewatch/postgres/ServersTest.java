package io.leasewatch.postgres;

import static io.leasewatch.postgres.Watched.execute;
import static io.leasewatch.postgres.Watched.pid;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.jdbc.Leasewatch;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.pool.PoolKind;
import io.leasewatch.pool.PoolReading;
import io.leasewatch.pool.WatchedBy;
import io.leasewatch.programs.PostgresServer;
import io.leasewatch.time.Ticker;
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

class ServersTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static PostgresServer server;

    private final LeaseRegistry registry = LeaseRegistry.shared();
    private final PostgresWatches watches = new PostgresWatches(InstantSource.system(), Ticker.SYSTEM);
    private final Servers servers = new Servers(registry, watches, Pooler.none());
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

            ServerEnd end = known(lease("servers-shop"));

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

            ServerEnd end = await().atMost(SOON)
                    .until(
                            () -> servers.look().of(both.get(1)),
                            now -> now != null && !now.blockers().isEmpty());
            int inTheWay = requireNonNull(Wire.of(holder)).backendPid();
            holder.rollback();
            update.join();

            assertThat(end.blockers())
                    .containsExactly(new ServerEnd.Blocker(inTheWay, both.get(0).id()));
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
                ServerEnd end = requireNonNull(
                        new Servers(registry, standing, Pooler.none()).look().of(lease("servers-hikari")));

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
            WireEnd ours = requireNonNull(Wire.of(connection));
            WireEnd poolers = requireNonNull(Wire.of(behind));
            // As if our connection led to somewhere else, and that had the other one.
            PooledClient client = new PooledClient(
                    "127.0.0.1",
                    ours.localPort(),
                    "active",
                    "pgbouncer/shop",
                    poolers.backendPid(),
                    poolers.localPort());
            Facts seen = await().atMost(SOON)
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
            ServerEnd end = known(lease("servers-shop"));

            capacity.read(List.of(reading("servers-shop", 18), reading("elsewhere", 100)));

            Capacity.Demand demand = capacity.demand("postgresql");
            assertThat(end.backendPid()).isEqualTo(pid(connection));
            assertThat(demand.sum()).isEqualTo(18);
            assertThat(demand.advice())
                    .isEqualTo(
                            "The pools that lead here may open 18 connections (servers-shop 18), and PostgreSQL has 17 for"
                                    + " applications: make the pools smaller, or max_connections larger.");
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
            assertThat(servers.look().of(lease("servers-h2"))).isNull();
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void withoutADatabaseThatIsAskedTheBackendIsKnownAllTheSame() throws Exception {
        Servers blind =
                new Servers(registry, new PostgresWatches(InstantSource.system(), Ticker.SYSTEM), Pooler.none());
        try (Connection connection = shop.getConnection()) {
            ServerEnd end = requireNonNull(blind.look().of(lease("servers-shop")));

            assertThat(end.backendPid()).isEqualTo(pid(connection));
            assertThat(end.backend()).isNull();
        }
    }

    private ServerEnd known(Lease lease) {
        return await().atMost(SOON).until(() -> servers.look().of(lease), now -> now != null && now.backend() != null);
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
