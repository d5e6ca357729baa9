package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.programs.PostgresServer;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that starts while its database is down, and an application that needs the database to start. */
class DatabaseAtStartIT {

    private static final String POOL = "jdbc/bookshop";

    @TempDir
    private static Path folder;

    @Test
    void applicationThatDidNotStartIsNamedWhenTheDatabaseIsBack() {
        try (PostgresServer postgres = new PostgresServer(folder, 60)) {
            postgres.kill();
            ServerSetup setup = Chain.onPostgres("database-at-start", postgres.url() + "?user=postgres")
                    .env("LEASEWATCH_DATABASE_GUARDED", POOL)
                    .env("LEASEWATCH_DATABASE_START_ATTEMPTS", "2");
            try (LibertyServer server = setup.start("leasewatch")) {
                await().atMost(Monitor.SOON)
                        .until(() -> !server.log().lines("LSW7003E", POOL).isEmpty());
                await().atMost(Monitor.SOON)
                        .until(() ->
                                !server.log().lines(" E CWWKZ000", "bookshop").isEmpty());
                assertThat(server.log().lines("LSW7008E")).isEmpty();

                postgres.restart();

                await().atMost(Monitor.SOON)
                        .until(() ->
                                !server.log().lines("LSW7008E: bookshop", POOL).isEmpty());
                await().atMost(Monitor.SOON).untilAsserted(() -> {
                    Answer ready = server.get("/leasewatch/readyz");
                    assertThat(ready.status()).isEqualTo(503);
                    assertThat(ready.body()).contains("bookshop has not started. " + POOL + " was down");
                    JsonObject judgement = new Monitor(server)
                            .get("judgements")
                            .getJsonArray("judgements")
                            .getJsonObject(0);
                    assertThat(judgement.getString("cause")).isEqualTo("application_not_started");
                    assertThat(judgement.getString("pool")).isEqualTo(POOL);
                });
            }
        }
    }
}
