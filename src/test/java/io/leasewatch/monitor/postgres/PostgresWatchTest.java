package io.leasewatch.monitor.postgres;

import static io.leasewatch.monitor.postgres.Watched.execute;
import static io.leasewatch.monitor.postgres.Watched.pid;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.programs.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresWatchTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static PostgresServer server;

    private @Nullable PostgresWatch watch;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer(folder, 12);
        server.execute("create role plain login");
        server.execute("create role monitor login in role pg_monitor");
        server.execute("create role app login");
        server.execute("create table shelf(id int primary key, books int)");
        server.execute("insert into shelf values (1, 1)");
        server.execute("grant all on shelf to app, plain");
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @AfterEach
    void stopWatching() {
        if (watch != null) {
            watch.stop();
            await().atMost(SOON).until(watch::isOver);
        }
    }

    @Test
    void databaseSaysHowManyConnectionsItTakesAndWhoHasThem() throws Exception {
        try (Connection connection = server.connect("app")) {
            PostgresFacts facts = facts("monitor", one -> one.backends().size() == 2);

            assertThat(facts.version()).startsWith("17.");
            assertThat(facts.maxConnections()).isEqualTo(12);
            assertThat(facts.usable()).isEqualTo(9);
            assertThat(facts.allBackends()).isGreaterThan(2);
            assertThat(facts.backends()).containsKey(pid(connection));
            assertThat(facts.clients())
                    .extracting(PostgresFacts.Client::user, PostgresFacts.Client::count)
                    .contains(tuple("app", 1));
            assertThat(facts.clients())
                    .extracting(PostgresFacts.Client::applicationName)
                    .contains("leasewatch");
        }
    }

    @Test
    void userWithTheRightToMonitorSeesWhatOthersDo() throws Exception {
        try (Connection connection = server.connect("app")) {
            connection.setAutoCommit(false);
            execute(connection, "select 1");

            PostgresFacts facts = facts("monitor", one -> one.backends().size() == 2);

            Backend backend = requireNonNull(facts.backends().get(pid(connection)));
            assertThat(facts.mayReadAll()).isTrue();
            assertThat(backend.state()).isEqualTo("idle in transaction");
            assertThat(backend.clientPort()).isPositive();
        }
    }

    @Test
    void plainUserSeesThatOthersAreThereAndNotWhatTheyDo() throws Exception {
        try (Connection connection = server.connect("app")) {
            PostgresFacts facts = facts("plain", one -> one.backends().size() == 2);

            Backend backend = requireNonNull(facts.backends().get(pid(connection)));
            assertThat(facts.mayReadAll()).isFalse();
            assertThat(facts.maxConnections()).isEqualTo(12);
            assertThat(backend.user()).isEqualTo("app");
            assertThat(backend.state()).isNull();
            assertThat(backend.clientPort()).isNull();
            assertThat(facts.of(wire(connection))).isSameAs(backend);
        }
    }

    @Test
    void plainUserSeesWhatSessionsOfTheirOwnDo() throws Exception {
        try (Connection connection = server.connect("plain")) {
            PostgresFacts facts = facts("plain", one -> one.backends().size() == 2);

            assertThat(requireNonNull(facts.backends().get(pid(connection))).state())
                    .isEqualTo("idle");
        }
    }

    @Test
    void transactionThatIsOpenForLongHasItsAge() throws Exception {
        try (Connection connection = server.connect("app")) {
            connection.setAutoCommit(false);
            int pid = pid(connection);

            PostgresFacts facts = facts("monitor", one -> {
                Backend backend = one.backends().get(pid);
                return backend != null
                        && backend.transactionAge() != null
                        && backend.transactionAge().compareTo(Duration.ofSeconds(2)) > 0;
            });

            assertThat(requireNonNull(facts.backends().get(pid)).queryStart()).isBefore(Instant.now());
            assertThat(requireNonNull(facts.backends().get(pid)).transactionAge())
                    .isLessThan(SOON);
        }
    }

    @Test
    void chainLeadsToTheSessionThatAllOthersWaitFor() throws Exception {
        try (Connection first = server.connect("app");
                Connection second = server.connect("app");
                Connection third = server.connect("app")) {
            int holder = lock(first);
            int waiter = pid(second);
            int last = pid(third);
            Thread one = update(second);
            await().atMost(SOON).until(() -> blocked() == 1);
            Thread other = update(third);

            PostgresFacts facts = facts("monitor", now -> now.blocked().size() == 2);
            first.rollback();

            assertThat(requireNonNull(facts.backends().get(waiter)).blockedBy()).containsExactly(holder);
            assertThat(requireNonNull(facts.backends().get(last)).blockedBy()).contains(waiter);
            assertThat(facts.chain(requireNonNull(facts.backends().get(last))))
                    .startsWith(last)
                    .endsWith(holder);
            one.join();
            other.join();
        }
    }

    @Test
    void fullDatabaseIsSaidToBeFullAndIsWholeAfterwards() throws Exception {
        facts("monitor", one -> !one.isFull());
        List<Connection> all = new ArrayList<>();
        try {
            SQLException refused = takeAll(all);

            PostgresSnapshot full = await().atMost(SOON).until(this::snapshot, PostgresSnapshot::full);

            assertThat(refused.getSQLState()).isEqualTo("53300");
            assertThat(full.state()).isEqualTo(PostgresState.UP);
            assertThat(full.why()).isEqualTo("has no connection left: all 9 are in use");
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        PostgresSnapshot after = await().atMost(SOON).until(this::snapshot, now -> !now.full());
        assertThat(after.why()).isEmpty();
        server.execute("select 1");
    }

    @Test
    void databaseThatIsFullBeforeAnybodyAsksItRefusesAndIsHeardWhenThereIsRoom() throws Exception {
        List<Connection> all = new ArrayList<>();
        try {
            takeAll(all);

            PostgresSnapshot refused = until("monitor", now -> now.state() != PostgresState.CONNECTING);

            assertThat(refused.state()).isEqualTo(PostgresState.REFUSED);
            assertThat(refused.why()).isEqualTo("has no connection left");
            assertThat(refused.full()).isTrue();
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        await().atMost(SOON).until(() -> snapshot().state() == PostgresState.UP);
    }

    @Test
    void databaseThatIsKilledIsDownAndHeardAgainWhenItIsBack(@TempDir Path other) throws Exception {
        try (PostgresServer mortal = new PostgresServer(other, 20)) {
            start(Watched.watch(mortal, "postgres"));
            await().atMost(SOON).until(() -> snapshot().state() == PostgresState.UP);

            mortal.kill();
            PostgresSnapshot down =
                    await().atMost(SOON).until(this::snapshot, now -> now.state() == PostgresState.DOWN);
            mortal.restart();

            assertThat(down.facts()).isNull();
            assertThat(down.why()).isIn("cannot be reached", "ended the connection");
            await().atMost(SOON).until(() -> snapshot().state() == PostgresState.UP);
            stopWatching();
        }
    }

    @Test
    void databaseThatStandsStillIsSlowAndNobodyWaitsForIt(@TempDir Path other) throws Exception {
        try (PostgresServer still = new PostgresServer(other, 20)) {
            start(Watched.watch(still, "postgres"));
            await().atMost(SOON).until(() -> snapshot().state() == PostgresState.UP);

            still.freeze();
            PostgresSnapshot slow = await().atMost(Duration.ofSeconds(5))
                    .until(this::snapshot, now -> now.state() == PostgresState.SLOW);
            PostgresWatch stuck = requireNonNull(watch);
            stuck.stop();
            await().atMost(Watched.TIMEOUT.multipliedBy(3)).until(stuck::isOver);
            start(Watched.watch(still, "postgres"));
            await().atMost(SOON).until(() -> snapshot().state() == PostgresState.SLOW);
            still.thaw();

            assertThat(slow.why()).isEqualTo("does not answer in time");
            await().atMost(SOON).until(() -> snapshot().state() == PostgresState.UP);
            stopWatching();
        }
    }

    @Test
    void wrongUserIsRefusedWithoutBeingNamed() throws Exception {
        PostgresSnapshot refused = until("nobody_of_that_name", now -> now.state() != PostgresState.CONNECTING);

        assertThat(refused.state()).isEqualTo(PostgresState.REFUSED);
        assertThat(refused.why()).isEqualTo("does not accept the user or the password");
    }

    @Test
    void anotherDatabaseIsSaidToBeAnother() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:postgres-watch");
        start(new PostgresWatch(
                "h2",
                new DatabaseAccess() {
                    @Override
                    public Connection connect(Duration timeout) throws SQLException {
                        return h2.getConnection();
                    }

                    @Override
                    public boolean isKept() {
                        return false;
                    }
                },
                Watched.TIMEOUT,
                Watched.INTERVAL,
                InstantSource.system(),
                Ticker.SYSTEM));

        PostgresSnapshot none =
                await().atMost(SOON).until(this::snapshot, now -> now.state() != PostgresState.CONNECTING);

        assertThat(none.state()).isEqualTo(PostgresState.DOWN);
        assertThat(none.why()).isEqualTo("is not the database at this address");
    }

    private static SocketEndpoint wire(Connection connection) {
        return requireNonNull(SocketFinder.of(connection));
    }

    private static int blocked() throws SQLException {
        try (Connection connection = server.connect("monitor")) {
            return PostgresQueries.read(connection).blocked().size();
        }
    }

    private static int lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "update shelf set books = books + 1 where id = 1");
        return pid(connection);
    }

    private static Thread update(Connection connection) {
        Thread thread = new Thread(() -> {
            try {
                execute(connection, "update shelf set books = books + 1 where id = 1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private static SQLException takeAll(List<Connection> all) {
        while (true) {
            try {
                all.add(server.connect("app"));
            } catch (SQLException e) {
                return e;
            }
        }
    }

    private void start(PostgresWatch next) {
        watch = next;
        next.start();
    }

    private PostgresSnapshot snapshot() {
        return requireNonNull(watch).snapshot();
    }

    private PostgresSnapshot until(String user, Predicate<PostgresSnapshot> wanted) {
        start(Watched.watch(server, user));
        return await().atMost(SOON).until(this::snapshot, wanted);
    }

    private PostgresFacts facts(String user, Predicate<PostgresFacts> wanted) {
        return requireNonNull(until(user, now -> now.facts() != null && wanted.test(now.facts()))
                .facts());
    }
}
