package io.leasewatch.monitor.pgbouncer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.programs.Program;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch on the real program, and everything that can happen to that. */
class PgBouncerWatchTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private static EmbeddedPostgres postgres;
    private static PgBouncer pgbouncer;

    private final List<PgBouncerWatch> watches = new ArrayList<>();

    @BeforeAll
    static void startBoth() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        pgbouncer = PgBouncer.before(postgres.getPort());
    }

    @AfterAll
    static void stopBoth() throws IOException {
        if (pgbouncer != null) {
            pgbouncer.close();
        }
        postgres.close();
    }

    @BeforeEach
    void itIsWhole() {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        await().untilAsserted(() -> {
            watch.poll();
            assertThat(watch.status().state()).isEqualTo(PgBouncerState.UP);
            assertThat(last(watch).clients())
                    .filteredOn(client -> client.database().equals("app"))
                    .isEmpty();
        });
        watch.close();
    }

    @AfterEach
    void everyThreadEnds() {
        watches.forEach(PgBouncerWatch::close);

        await().untilAsserted(() -> assertThat(watches).allMatch(PgBouncerWatch::hasEnded));
    }

    @Test
    void everyViewIsRead() throws SQLException {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        Properties application = new Properties();
        application.setProperty("ApplicationName", "orders");
        try (Connection connection = pgbouncer.connect(application);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1");

            watch.poll();

            PgBouncerSnapshot said = last(watch);
            assertThat(said.version()).startsWith("PgBouncer 1.");
            assertThat(said.paused()).isFalse();
            assertThat(said.pools()).anySatisfy(pool -> {
                assertThat(pool.database()).isEqualTo("app");
                assertThat(pool.user()).isEqualTo("postgres");
                assertThat(pool.clActive()).isOne();
                assertThat(pool.svActive()).isOne();
                assertThat(pool.poolMode()).isEqualTo("transaction");
                assertThat(said.mostServers(pool)).isEqualTo(2);
                assertThat(said.shortage(pool)).isEqualTo(Shortage.NONE);
            });
            assertThat(said.database("app")).hasValueSatisfying(database -> {
                assertThat(database.port()).isEqualTo(postgres.getPort());
                assertThat(database.database()).isEqualTo("postgres");
                assertThat(database.forceUser()).isEqualTo("postgres");
                assertThat(database.poolSize()).isEqualTo(2);
                assertThat(database.currentConnections()).isPositive();
            });
            assertThat(said.traffic()).extracting(Traffic::database).contains("app");
            assertThat(said.clients())
                    .filteredOn(client -> client.database().equals("app"))
                    .singleElement()
                    .satisfies(client -> {
                        assertThat(client.user()).isEqualTo("app");
                        assertThat(client.state()).isEqualTo("active");
                        assertThat(client.applicationName()).isEqualTo("orders");
                        assertThat(client.address()).isEqualTo("127.0.0.1");
                        assertThat(client.connectedAt()).isNotNull();
                        assertThat(client.waited()).isZero();
                    });
            assertThat(said.clients())
                    .filteredOn(client -> client.database().equals("pgbouncer"))
                    .extracting(PgBouncerClient::applicationName)
                    .contains("leasewatch");
            assertThat(said.servers()).extracting(PgBouncerServer::port).contains(postgres.getPort());
            assertThat(said.config()).containsEntry("pool_mode", "transaction").containsKey("max_client_conn");
            assertThat(said.lists()).containsKeys("databases", "used_clients");
        }
    }

    @Test
    void clientLeadsFromThePortOfItsSocketToTheProcessOfPostgres() throws SQLException {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        Properties application = new Properties();
        application.setProperty("socketFactory", RecordingSocketFactory.class.getName());
        RecordingSocketFactory.SOCKETS.clear();
        try (Connection connection = pgbouncer.connect(application);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int pid;
            try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                pid = row.getInt(1);
            }
            int port = RecordingSocketFactory.SOCKETS.get(0).getLocalPort();

            watch.poll();

            PgBouncerSnapshot said = last(watch);
            Optional<PgBouncerClient> client = said.clientAt(port);
            assertThat(client).isPresent().isEqualTo(said.clientAt("127.0.0.1", port));
            assertThat(client.flatMap(said::serverOf))
                    .map(PgBouncerServer::remotePid)
                    .contains(pid);

            connection.rollback();
            watch.poll();

            PgBouncerSnapshot after = last(watch);
            assertThat(after.clientAt(port)).isPresent();
            assertThat(after.clientAt(port).flatMap(after::serverOf)).isEmpty();
        }
    }

    @Test
    void trafficIsCountedAndItsSpeedKnownFromTheSecondLookOn() throws SQLException {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        try (Connection connection = pgbouncer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            watch.poll();
            assertThat(last(watch).rates()).isEmpty();

            for (int i = 0; i < 200; i++) {
                statement.execute("select 1");
            }
            watch.poll();

            Rates rates = requireNonNull(last(watch).rates().get("app"));
            assertThat(rates.queries()).isPositive().isEqualTo(rates.transactions());
            assertThat(rates.received()).isPositive();
        }
    }

    @Test
    void fiftyClientsOfTwoServersWaitAndAreServedInTheEnd() throws Exception {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        ExecutorService threads = Executors.newFixedThreadPool(48);
        try (Connection first = pgbouncer.connect();
                Connection second = pgbouncer.connect()) {
            occupy(first);
            occupy(second);
            List<CompletableFuture<Void>> others = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                others.add(CompletableFuture.runAsync(PgBouncerWatchTest::selectOne, threads));
            }

            await().untilAsserted(() -> {
                watch.poll();
                PgBouncerPool pool = poolOfApp(watch);
                assertThat(pool.clWaiting()).isEqualTo(48);
                assertThat(pool.inUse()).isEqualTo(2);
                assertThat(pool.oldestWait()).isPositive();
                assertThat(last(watch).shortage(pool)).isEqualTo(Shortage.FULL);
            });
            assertThat(new PoolNames("pgbouncer/").read(last(watch)))
                    .singleElement()
                    .satisfies(reading -> {
                        assertThat(reading.poolName()).isEqualTo("pgbouncer/app");
                        assertThat(reading.isExhausted()).isTrue();
                        assertThat(reading)
                                .hasToString("Pool 'pgbouncer/app': 100% utilized (2/2 active, 0 idle, 48 waiting)");
                    });
            assertThat(last(watch).clients())
                    .filteredOn(PgBouncerClient::isWaiting)
                    .hasSize(48)
                    .extracting(PgBouncerClient::waited)
                    .allMatch(wait -> wait.compareTo(Duration.ZERO) > 0);

            first.rollback();
            second.rollback();
            CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
            await().untilAsserted(() -> {
                watch.poll();
                assertThat(poolOfApp(watch).clWaiting()).isZero();
                assertThat(poolOfApp(watch).oldestWait()).isZero();
            });
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void pausedDatabaseIsSeenAndThoseWhoWaitForIt() throws Exception {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        try (RecordedLog log = RecordedLog.of(PgBouncerWatch.class);
                Connection connection = pgbouncer.connect()) {
            pgbouncer.command("PAUSE app");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> select(connection));
            try {
                await().untilAsserted(() -> {
                    watch.poll();
                    assertThat(watch.status().state()).isEqualTo(PgBouncerState.PAUSED);
                    PgBouncerPool pool = poolOfApp(watch);
                    assertThat(pool.clWaiting()).isOne();
                    assertThat(last(watch).shortage(pool)).isEqualTo(Shortage.PAUSED);
                });
                assertThat(log.lines()).anyMatch(line -> line.startsWith("WARNING LSW2102W: PgBouncer at 127.0.0.1:"));
            } finally {
                pgbouncer.command("RESUME app");
            }
            waiting.get(30, TimeUnit.SECONDS);

            watch.poll();

            assertThat(watch.status().state()).isEqualTo(PgBouncerState.UP);
        }
    }

    @Test
    void clientsOfAPgBouncerThatIsPausedAsAWholeAreAtLeastUnserved() throws Exception {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        try (Connection connection = pgbouncer.connect()) {
            pgbouncer.command("PAUSE");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> select(connection));
            try {
                await().untilAsserted(() -> {
                    watch.poll();
                    assertThat(last(watch).shortage(poolOfApp(watch))).isIn(Shortage.UNSERVED, Shortage.PAUSED);
                });
            } finally {
                pgbouncer.command("RESUME");
            }
            waiting.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void killedOneIsDownAndIsUpAgainWhenItIsBack() throws Exception {
        PgBouncerWatch watch = started("watcher", PgBouncer.PASSWORD);
        awaitState(watch, PgBouncerState.UP);
        try (RecordedLog log = RecordedLog.of(PgBouncerWatch.class)) {
            pgbouncer.kill();
            try {
                awaitState(watch, PgBouncerState.DOWN);
                assertThat(watch.status().lastError()).isNotEmpty();
                assertThat(watch.status().last()).isNotNull();
            } finally {
                pgbouncer.restart();
            }

            awaitState(watch, PgBouncerState.UP);
            assertThat(watch.status().since()).isAfter(watch.status().lastErrorAt());
            assertThat(log.lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("WARNING LSW2103W: PgBouncer at 127.0.0.1:" + pgbouncer.port() + " is down; ");
            assertThat(log.lines())
                    .last()
                    .asString()
                    .startsWith("INFO LSW2101I: ")
                    .contains("answers: PgBouncer 1.");
        }
    }

    @Test
    void frozenOneHangsAndNobodyWaitsLongerThanTheTimeout() throws Exception {
        PgBouncerWatch watch = watch("watcher", PgBouncer.PASSWORD);
        watch.poll();
        pgbouncer.freeze();
        try {
            assertThat(timeOf(watch::poll)).isBetween(TIMEOUT, TIMEOUT.multipliedBy(3));
            assertThat(watch.status().state()).isEqualTo(PgBouncerState.HUNG);

            // Now there is no connection, and opening one takes no longer.
            assertThat(timeOf(watch::poll)).isBetween(TIMEOUT, TIMEOUT.multipliedBy(3));
            assertThat(watch.status().state()).isEqualTo(PgBouncerState.HUNG);
        } finally {
            pgbouncer.thaw();
        }

        watch.poll();

        assertThat(watch.status().state()).isEqualTo(PgBouncerState.UP);
    }

    @Test
    void threadThatWaitsForAFrozenOneEndsAtOnceWhenItIsToldTo() throws Exception {
        PgBouncerSettings patient = settings("watcher", PgBouncer.PASSWORD, pgbouncer.url(), Duration.ofMinutes(1));
        PgBouncerWatch watch = watch(patient);
        watch.start();
        awaitState(watch, PgBouncerState.UP);
        pgbouncer.freeze();
        try {
            await().during(Duration.ofMillis(300)).until(() -> !watch.hasEnded());

            watch.close();

            await().atMost(Duration.ofSeconds(5)).until(watch::hasEnded);
        } finally {
            pgbouncer.thaw();
        }
    }

    @Test
    void wrongPasswordIsRefusedAndNotSpokenOf() {
        PgBouncerWatch watch = watch("watcher", "wrong-" + PgBouncer.PASSWORD);

        watch.poll();

        assertThat(watch.status().state()).isEqualTo(PgBouncerState.REFUSED);
        assertThat(watch.status().lastError())
                .contains("password authentication failed")
                .doesNotContain(PgBouncer.PASSWORD);
    }

    @Test
    void noPasswordIsRefused() {
        PgBouncerWatch watch = watch("watcher", "");

        watch.poll();

        assertThat(watch.status().state()).isEqualTo(PgBouncerState.REFUSED);
    }

    @Test
    void userWhoMayNotLookIsRefused() {
        PgBouncerWatch watch = watch("clerk", PgBouncer.PASSWORD);

        watch.poll();

        assertThat(watch.status().state()).isEqualTo(PgBouncerState.REFUSED);
        assertThat(watch.status().lastError()).contains("not allowed");
    }

    @Test
    void plainPostgresIsNoPgBouncer() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
        PgBouncerWatch withoutDatabase = watch(settings("postgres", "", url + "pgbouncer", TIMEOUT));
        PgBouncerWatch withDatabase = watch(settings("postgres", "", url + "postgres", TIMEOUT));

        withoutDatabase.poll();
        withDatabase.poll();

        assertThat(withoutDatabase.status().state()).isEqualTo(PgBouncerState.REFUSED);
        assertThat(withDatabase.status().state()).isEqualTo(PgBouncerState.REFUSED);
        assertThat(withDatabase.status().lastError()).startsWith("The server is not a PgBouncer");
    }

    @Test
    void nameThatNobodyKnowsIsDown() {
        PgBouncerWatch watch = watch(
                settings("watcher", PgBouncer.PASSWORD, "jdbc:postgresql://pgbouncer.invalid:6432/pgbouncer", TIMEOUT));

        watch.poll();

        assertThat(watch.status().state()).isIn(PgBouncerState.DOWN, PgBouncerState.HUNG);
        assertThat(watch.status().lastError()).isNotEmpty();
    }

    @Test
    void nobodyThereIsDown() throws IOException {
        PgBouncerWatch watch = watch(settings(
                "watcher",
                PgBouncer.PASSWORD,
                "jdbc:postgresql://127.0.0.1:" + Program.freePort() + "/pgbouncer",
                TIMEOUT));

        watch.poll();

        assertThat(watch.status().state()).isEqualTo(PgBouncerState.DOWN);
        assertThat(watch.status().lastError()).contains("refused");
    }

    @Test
    void oneConnectionIsKeptAndGivenBackInTheEnd() {
        PgBouncerWatch watch = started("watcher", PgBouncer.PASSWORD);
        awaitState(watch, PgBouncerState.UP);
        String ptr = ownClient(watch);
        PgBouncerSnapshot before = last(watch);
        await().until(() -> watch.status().last() != before);
        assertThat(ownClient(watch)).isEqualTo(ptr);

        watch.close();

        PgBouncerWatch other = watch("watcher", PgBouncer.PASSWORD);
        await().untilAsserted(() -> {
            other.poll();
            assertThat(last(other).clients())
                    .filteredOn(client -> client.database().equals("pgbouncer"))
                    .hasSize(1);
        });
    }

    private static String ownClient(PgBouncerWatch watch) {
        return last(watch).clients().stream()
                .filter(client -> client.applicationName().equals("leasewatch"))
                .map(PgBouncerClient::ptr)
                .findFirst()
                .orElseThrow();
    }

    private PgBouncerWatch started(String user, String password) {
        PgBouncerWatch watch = watch(user, password);
        watch.start();
        return watch;
    }

    private PgBouncerWatch watch(String user, String password) {
        return watch(settings(user, password, pgbouncer.url(), TIMEOUT));
    }

    private PgBouncerWatch watch(PgBouncerSettings settings) {
        PgBouncerWatch watch = new PgBouncerWatch(
                settings.addresses().get(0), settings, JdbcConsole::open, InstantSource.system(), Ticker.SYSTEM);
        watches.add(watch);
        return watch;
    }

    private static PgBouncerSettings settings(String user, String password, String url, Duration timeout) {
        return new PgBouncerSettings(List.of(PgBouncerAddress.parse(url)), user, password, timeout, INTERVAL);
    }

    private static void awaitState(PgBouncerWatch watch, PgBouncerState state) {
        await().untilAsserted(() -> assertThat(watch.status().state()).isEqualTo(state));
    }

    private static PgBouncerSnapshot last(PgBouncerWatch watch) {
        return requireNonNull(watch.status().last());
    }

    private static PgBouncerPool poolOfApp(PgBouncerWatch watch) {
        return last(watch).pools().stream()
                .filter(pool -> pool.database().equals("app"))
                .findFirst()
                .orElseThrow();
    }

    private static Duration timeOf(Runnable work) {
        long before = Ticker.SYSTEM.nanos();
        work.run();
        return Duration.ofNanos(Ticker.SYSTEM.nanos() - before);
    }

    private static void occupy(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        select(connection);
    }

    private static void selectOne() {
        try (Connection connection = pgbouncer.connect()) {
            select(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void select(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
