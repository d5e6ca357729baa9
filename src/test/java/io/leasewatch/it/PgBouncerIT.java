package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.monitor.pgbouncer.PgBouncer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgBouncerIT {

    private static EmbeddedPostgres postgres;
    private static PgBouncer pgbouncer;
    private static ServerSetup setup;
    private static LibertyServer server;
    private static Monitor monitor;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        pgbouncer = PgBouncer.before(postgres.getPort());
        setup = ServerSetup.runServer("pgbouncer")
                .forgetful()
                .env("LEASEWATCH_PGBOUNCER_URL", pgbouncer.url())
                .env("LEASEWATCH_PGBOUNCER_USER", "watcher")
                .env("LEASEWATCH_PGBOUNCER_PASSWORD", PgBouncer.PASSWORD)
                .env("LEASEWATCH_PGBOUNCER_INTERVAL", "PT0.5S");
        server = setup.start("leasewatch");
        monitor = new Monitor(server);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (pgbouncer != null) {
            pgbouncer.close();
        }
        postgres.close();
    }

    @BeforeEach
    void itIsUp() {
        awaitState("up");
    }

    @Test
    void poolWithWaitingClientsIsSeenInApiAlertsHealthAndMetrics() throws Exception {
        try (Connection first = pgbouncer.connect();
                Connection second = pgbouncer.connect();
                Connection third = pgbouncer.connect()) {
            occupy(first);
            occupy(second);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> select(third));
            await().atMost(SOON).until(() -> poolIsThere() && waiting() == 1);

            JsonObject pool = monitor.pool("pgbouncer/app");
            assertThat(pool.getBoolean("isPgBouncer")).isTrue();
            assertThat(pool.getInt("inUseCount")).isEqualTo(2);
            assertThat(pool.getInt("maxCount")).isEqualTo(2);
            await().atMost(SOON)
                    .until(() -> monitor.pool("pgbouncer/app")
                                    .getJsonNumber("oldestWait")
                                    .doubleValue()
                            > 0);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(monitor.list("alerts?pool=pgbouncer/app&status=firing"))
                            .extracting(alert -> alert.getString("rule"))
                            .contains("waiters", "utilization"));
            assertThat(only(monitor.get("health").getJsonObject("pgbouncer")).getInt("waitingClients"))
                    .isOne();
            JsonObject all = only(monitor.get("pgbouncer"));
            assertThat(all.getString("version")).startsWith("PgBouncer ");
            assertThat(all.getJsonArray("clients").getJsonObject(0).getString("state"))
                    .isEqualTo("waiting");
            assertThat(monitor.metric(series("leasewatch_pgbouncer_up"))).isOne();
            assertThat(monitor.metric(series("leasewatch_pgbouncer_waiting_clients")))
                    .isOne();
            assertThat(monitor.metric(series("leasewatch_pgbouncer_max_wait_seconds")))
                    .isPositive();
            assertThat(monitor.metric(
                            "db_client_connection_pending_requests{db_client_connection_pool_name=\"pgbouncer/app\"}"))
                    .isOne();

            first.rollback();
            waiting.get(SOON.toSeconds(), TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> waiting() == 0);
        }
    }

    @Test
    void oneThatIsKilledIsDownAndItsPoolsComeBackWithIt() throws Exception {
        select(pgbouncer);
        await().atMost(SOON).until(PgBouncerIT::poolIsThere);

        pgbouncer.kill();
        try {
            awaitState("down");
            await().atMost(SOON).until(() -> !poolIsThere());
            await().atMost(SOON).until(() -> monitor.metric(series("leasewatch_pgbouncer_up")) == 0);
            assertThat(server.log().lines("LSW2103W", "is down")).isNotEmpty();
        } finally {
            pgbouncer.restart();
        }

        awaitState("up");
        select(pgbouncer);
        await().atMost(SOON).until(PgBouncerIT::poolIsThere);
    }

    @Test
    void passwordIsNobodysBusiness() {
        Answer settings = server.get("/leasewatch/api/settings", ADMIN);

        assertThat(settings.array().getValuesAs(JsonObject.class))
                .filteredOn(setting -> setting.getString("key").equals("leasewatch.pgbouncer.password"))
                .singleElement()
                .extracting(setting -> setting.getString("value"))
                .isEqualTo("********");
        assertThat(List.of(
                        settings.body(),
                        monitor.get("pgbouncer").toString(),
                        monitor.get("health").toString(),
                        String.join("\n", server.log().lines(""))))
                .noneMatch(text -> text.contains(PgBouncer.PASSWORD));
        assertThat(server.to("/leasewatch/api/settings")
                        .as(ADMIN)
                        .putJson("{\"leasewatch.pgbouncer.url\":\"jdbc:postgresql://elsewhere:6432/pgbouncer\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void monitorThatIsRestartedLeavesNoConnectionAndNothingInMemory() throws IOException {
        for (int times = 1; times <= 4; times++) {
            restartMonitor(times);
            awaitState("up");
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(only(monitor.get("pgbouncer"))
                                .getJsonArray("clients")
                                .getValuesAs(JsonObject.class))
                        .filteredOn(
                                client -> client.getString("applicationName").equals("leasewatch"))
                        .hasSize(1));
        // Beside those at work the ones before, which the server takes its time to forget.
        Heap heap = new Heap(server.pid());
        await().atMost(SOON).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(heap.instances("io.leasewatch.monitor.pgbouncer.PgBouncers"))
                    .isBetween(1L, 2L);
            assertThat(heap.instances("org.postgresql.Driver")).isBetween(1L, 2L * 2);
        });
    }

    private static void restartMonitor(int times) throws IOException {
        Files.copy(Archives.MONITOR, setup.home().resolve("apps/leasewatch.war"), StandardCopyOption.REPLACE_EXISTING);
        await().atMost(SOON)
                .until(() -> server.log().lines("CWWKZ0003I", "leasewatch").size() >= times);
    }

    private static void awaitState(String state) {
        await().atMost(SOON)
                .ignoreExceptionsMatching(e -> e instanceof RuntimeException)
                .untilAsserted(() ->
                        assertThat(monitor.get("pgbouncer").getString("state")).isEqualTo(state));
    }

    private static String series(String metric) {
        return metric + "{pgbouncer=\"127.0.0.1:" + pgbouncer.port() + "\"}";
    }

    private static JsonObject only(JsonObject answer) {
        List<JsonObject> all = answer.getJsonArray("pgbouncers").getValuesAs(JsonObject.class);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static boolean poolIsThere() {
        return monitor.list("pools").stream()
                .anyMatch(pool -> pool.getString("poolName").equals("pgbouncer/app"));
    }

    private static int waiting() {
        return monitor.pool("pgbouncer/app").getInt("waitingCount");
    }

    private static void select(PgBouncer database) throws SQLException {
        try (Connection connection = database.connect()) {
            select(connection);
        }
    }

    private static void occupy(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        select(connection);
    }

    private static void select(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
