package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.Stores;
import io.leasewatch.monitor.history.TimeRange;
import io.leasewatch.programs.Program;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedHistoryIT {

    private final int port = Program.freePort();

    @TempDir
    private Path data;

    @Test
    void twoServersShareADatabaseThatMayGoAwayAndComeBack() throws Exception {
        EmbeddedPostgres postgres = postgres();
        try (LibertyServer one = server("history-one").start("leasewatch", "bookshop");
                LibertyServer two = server("history-two").start("leasewatch", "bookshop")) {
            two.get("/bookshop/api/trouble/leak-thread");
            new Monitor(two).openLeaks(1);
            JsonObject leak = await().atMost(Monitor.SOON)
                    .until(() -> leaks(one), found -> found.size() == 1)
                    .get(0);
            assertThat(leak.getString("instance")).isEqualTo("history-two");

            Instant away = Instant.now();
            postgres.close();
            await().atMost(Monitor.SOON)
                    .until(() -> !one.log().lines("LSW8102W").isEmpty());
            assertThat(one.get("/leasewatch/api/database/leaks?since=PT1H", VIEWER)
                            .status())
                    .isEqualTo(503);
            assertThat(one.get("/bookshop/api/books").status()).isEqualTo(200);
            await().atMost(Monitor.SOON).until(() -> Instant.now().isAfter(away.plusSeconds(5)));
            Instant back = Instant.now();
            postgres = postgres();
            await().atMost(Monitor.SOON)
                    .until(() -> !one.log().lines("LSW8103I").isEmpty());

            assertThat(moments(postgres, "history-one", away, back)).hasSizeGreaterThan(1);
            assertThat(moments(postgres, "history-two", away.minusSeconds(60), away))
                    .isNotEmpty();
            // Nothing of the store's connections is anybody's lease.
            assertThat(new Monitor(one).services().keySet()).noneMatch(service -> service.contains("leasewatch"));
        } finally {
            postgres.close();
        }
    }

    private EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    private ServerSetup server(String name) {
        return ServerSetup.runServer(name)
                .agent()
                .config("""
                        <library id="postgresql"><file name="${server.config.dir}/lib/postgresql.jar"/></library>
                        <dataSource jndiName="jdbc/history">
                          <jdbcDriver libraryRef="postgresql"/>
                          <properties.postgresql URL="jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"/>
                          <connectionManager maxPoolSize="4" connectionTimeout="2s"/>
                        </dataSource>
                        """.formatted(port))
                .env("LEASEWATCH_HISTORY_DATA_SOURCE", "jdbc/history")
                .env("LEASEWATCH_HISTORY_INSTANCE", name)
                .env("LEASEWATCH_HISTORY_INTERVAL", "PT1S")
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT1S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S");
    }

    private static List<JsonObject> leaks(LibertyServer server) {
        Answer answer = server.get("/leasewatch/api/database/leaks?since=PT1H", VIEWER);
        return answer.status() == 200 ? answer.json().getJsonArray("leaks").getValuesAs(JsonObject.class) : List.of();
    }

    private static TreeSet<Instant> moments(EmbeddedPostgres postgres, String instance, Instant from, Instant to)
            throws SQLException {
        return Stores.in(postgres.getPostgresDatabase())
                .samples(TimeRange.between(from, to).on(instance), 1000)
                .stream()
                .map(PoolSample::at)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
