package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.pgbouncer.PgBouncer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PgBouncerIT {

    @Test
    void poolsOfAPgBouncerAreWatchedLikeAnyOtherAndItsPasswordIsNobodysBusiness() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                PgBouncer pgbouncer = PgBouncer.before(postgres.getPort());
                LibertyServer server = ServerSetup.runServer("pgbouncer")
                        .env("LEASEWATCH_PGBOUNCER_URL", pgbouncer.url())
                        .env("LEASEWATCH_PGBOUNCER_USER", "watcher")
                        .env("LEASEWATCH_PGBOUNCER_PASSWORD", PgBouncer.PASSWORD)
                        .env("LEASEWATCH_PGBOUNCER_INTERVAL", "PT0.5S")
                        .start("leasewatch")) {
            Monitor monitor = new Monitor(server);
            String name = "127.0.0.1:" + pgbouncer.port();
            awaitState(monitor, "up");
            assertThat(server.log().lines("LSW2101I")).hasSize(1);

            try (Connection first = pgbouncer.connect();
                    Connection second = pgbouncer.connect();
                    Connection third = pgbouncer.connect()) {
                occupy(first);
                occupy(second);
                CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> select(third));
                await().atMost(SOON).until(() -> isThere(monitor) && waiting(monitor) == 1);

                JsonObject pool = monitor.pool("pgbouncer/app");
                assertThat(pool.getBoolean("isPgBouncer")).isTrue();
                assertThat(pool.getInt("inUseCount")).isEqualTo(2);
                assertThat(pool.getInt("maxCount")).isEqualTo(2);
                assertThat(pool.getJsonNumber("oldestWait").doubleValue()).isNotNegative();
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(monitor.list("alerts?pool=pgbouncer/app&status=firing"))
                                .extracting(alert -> alert.getString("rule"))
                                .contains("waiters", "utilization"));
                assertThat(monitor.get("health")
                                .getJsonObject("pgbouncer")
                                .getJsonArray("pgbouncers")
                                .getJsonObject(0)
                                .getInt("waitingClients"))
                        .isOne();
                JsonObject all = only(monitor.get("pgbouncer"));
                assertThat(all.getString("version")).startsWith("PgBouncer ");
                assertThat(all.getJsonArray("clients").getValuesAs(JsonObject.class))
                        .extracting(client -> client.getString("state"))
                        .contains("waiting");
                assertThat(monitor.metric("leasewatch_pgbouncer_up{pgbouncer=\"" + name + "\"}"))
                        .isOne();
                assertThat(monitor.metric("leasewatch_pgbouncer_waiting_clients{pgbouncer=\"" + name + "\"}"))
                        .isOne();
                assertThat(Exposition.samples(
                                server.get("/metrics?scope=leasewatch").body()))
                        .containsKeys(
                                "leasewatch_pgbouncer_max_wait_seconds{pgbouncer=\"" + name + "\"}",
                                "db_client_connection_pending_requests{db_client_connection_pool_name=\"pgbouncer/app\"}");

                first.rollback();
                waiting.get(SOON.toSeconds(), TimeUnit.SECONDS);
                await().atMost(SOON).until(() -> waiting(monitor) == 0);
            }

            pgbouncer.kill();
            awaitState(monitor, "down");
            await().atMost(SOON).until(() -> !isThere(monitor));
            assertThat(monitor.metric("leasewatch_pgbouncer_up{pgbouncer=\"" + name + "\"}"))
                    .isZero();
            pgbouncer.restart();
            awaitState(monitor, "up");

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
                    .allSatisfy(text -> assertThat(text).doesNotContain(PgBouncer.PASSWORD));
        }
    }

    private static void awaitState(Monitor monitor, String state) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(monitor.get("pgbouncer").getString("state")).isEqualTo(state));
    }

    private static JsonObject only(JsonObject answer) {
        List<JsonObject> all = answer.getJsonArray("pgbouncers").getValuesAs(JsonObject.class);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static boolean isThere(Monitor monitor) {
        return monitor.list("pools").stream()
                .anyMatch(pool -> pool.getString("poolName").equals("pgbouncer/app"));
    }

    private static int waiting(Monitor monitor) {
        JsonObject pool = monitor.pool("pgbouncer/app");
        return pool.get("waitingCount") == JsonValue.NULL ? -1 : pool.getInt("waitingCount");
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
