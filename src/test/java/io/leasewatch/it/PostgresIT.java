package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class PostgresIT {

    @Test
    void theBookshopOnPostgresIsWatchedLikeOnAnyDatabase() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                LibertyServer server = Chain.asked(
                                Chain.onPostgres("postgres", postgres.getJdbcUrl("postgres", "postgres")), postgres)
                        .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                        .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                        .start("leasewatch", "bookshop")) {
            BookshopStory.ofAForgottenConnection(server);

            Answer ordered = server.to("/bookshop/api/orders")
                    .header("Content-Type", "application/json")
                    .post("{\"bookId\":3,\"quantity\":2}");
            assertThat(ordered.status()).isEqualTo(201);
            assertThat(ordered.json().getInt("bookId")).isEqualTo(3);

            assertOpenLeaseHasItsBackend(server, postgres);
            assertPostgresIsAsked(new Monitor(server), "postgresql");
        }
    }

    @Test
    void withTheAgentAndADataSourceOfTheServerToAskByALeaseHasItsBackendToo() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                LibertyServer server =
                        withAgent(postgres.getJdbcUrl("postgres", "postgres")).start("leasewatch", "bookshop")) {
            assertOpenLeaseHasItsBackend(server, postgres);
            assertPostgresIsAsked(new Monitor(server), "postgresql:jdbc/leasewatch");
        }
    }

    private static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** Nothing is wrapped, and what is asked over is the server's. */
    private static ServerSetup withAgent(String url) {
        ServerSetup setup = Chain.onPostgres("postgres-agent", url).agent();
        for (String database : new String[] {"bookshop", "reports", "audit"}) {
            setup.edit(
                    "server.xml",
                    "<jndiReferenceEntry jndiName=\"jdbc/" + database + "\" factoryRef=\"leasewatchFactory\">\n"
                            + "    <properties target=\"jdbc/" + database + "-pool\"/>\n"
                            + "  </jndiReferenceEntry>",
                    "");
            setup.edit("server.xml", "jndiName=\"jdbc/" + database + "-pool\"", "jndiName=\"jdbc/" + database + "\"");
        }
        return setup.config("""
                        <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
                        <dataSource jndiName="jdbc/leasewatch">
                          <jdbcDriver libraryRef="postgresql"/>
                          <properties.postgresql URL="%s"/>
                          <connectionManager maxPoolSize="1" connectionTimeout="2s"/>
                        </dataSource>
                        """.formatted(url.replace("&", "&amp;")))
                .env("LEASEWATCH_POSTGRES_DATA_SOURCE", "jdbc/leasewatch")
                .env("LEASEWATCH_POSTGRES_INTERVAL", "PT1S");
    }

    private static void assertOpenLeaseHasItsBackend(LibertyServer server, EmbeddedPostgres postgres)
            throws SQLException, InterruptedException, ExecutionException {
        CompletableFuture<Answer> held =
                CompletableFuture.supplyAsync(() -> server.get("/bookshop/api/trouble/hold?seconds=10"));

        JsonObject lease = Backends.joined(new Monitor(server), found -> found.isNull("pgbouncer"));

        int pid = lease.getJsonObject("server").getInt("backendPid");
        assertThat(lease.getJsonObject("site").getString("label")).startsWith("Stocktaking.java:");
        assertThat(lease.getJsonObject("server").getInt("localPort")).isPositive();
        assertThat(Backends.lastQuery(postgres, pid)).contains("count(*) from book");
        assertThat(held.get().status()).isEqualTo(200);
    }

    private static void assertPostgresIsAsked(Monitor monitor, String name) {
        JsonObject database = await().atMost(Monitor.SOON)
                .until(() -> monitor.list("postgres").get(0), one -> one.getInt("sumOfPools") > 0);

        assertThat(database.getString("name")).isEqualTo(name);
        assertThat(database.getString("state")).isEqualTo("up");
        assertThat(database.getInt("inUse")).isBetween(1, database.getInt("usableConnections"));
        assertThat(database.getInt("sumOfPools")).isEqualTo(10);
        assertThat(monitor.get("health").getJsonArray("postgres")).hasSize(1);
        assertThat(monitor.pool(name).getString("kind")).isEqualTo("postgresql");
    }
}
