package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChainIT {

    @Test
    void applicationPoolPgBouncerAndPostgresStandSideBySideAndALeaseIsFollowedThroughAllOfThem() throws Exception {
        try (Chain chain = Chain.start("chain", true, "")) {
            LibertyServer server = chain.server();
            Monitor monitor = new Monitor(server);
            CompletableFuture<Answer> held =
                    CompletableFuture.supplyAsync(() -> server.get("/bookshop/api/trouble/hold?seconds=15"));

            JsonObject lease = Backends.joined(
                    monitor,
                    found -> !found.isNull("pgbouncer")
                            && !found.getJsonObject("pgbouncer").isNull("linkPid"));

            JsonObject client = lease.getJsonObject("pgbouncer");
            JsonObject backend = lease.getJsonObject("server");
            assertThat(lease.getJsonObject("site").getString("label")).startsWith("Stocktaking.java:");
            assertThat(client.getInt("port")).isEqualTo(backend.getInt("localPort"));
            assertThat(client.getString("pool")).isEqualTo("pgbouncer/shop");
            assertThat(backend.getInt("backendPid")).isEqualTo(client.getInt("linkPid"));
            assertThat(backend.getString("state")).isEqualTo("idle");
            assertThat(Backends.lastQuery(chain.postgres(), backend.getInt("backendPid")))
                    .contains("count(*) from book");

            assertThat(monitor.list("pools"))
                    .extracting(pool -> pool.getString("poolName"), pool -> pool.getString("kind"))
                    .contains(
                            tuple("jdbc/bookshop", "jdbc"),
                            tuple("pgbouncer/shop", "pgbouncer"),
                            tuple("postgresql", "postgresql"));
            await().atMost(Monitor.SOON)
                    .untilAsserted(
                            () -> assertThat(monitor.list("postgres").get(0).getInt("sumOfPools"))
                                    .isEqualTo(20));
            assertThat(held.get().status()).isEqualTo(200);
            assertThatAFullPgBouncerIsNoDatabaseThatIsDown(chain, monitor);
        }
    }

    private static void assertThatAFullPgBouncerIsNoDatabaseThatIsDown(Chain chain, Monitor monitor) throws Exception {
        LibertyServer server = chain.server();
        chain.pgbouncer().reconfigure("pool_mode = session", "pool_mode = transaction");
        chain.pgbouncer().reconfigure("pool_size=20", "pool_size=2");
        try (Load load = new Load(6, () -> server.get("/bookshop/api/trouble/slow-query?seconds=6"))) {
            await().atMost(Monitor.SOON)
                    .failFast(() ->
                            assertThat(server.get("/health/ready").status()).isEqualTo(200))
                    .untilAsserted(() -> assertThat(judgement(monitor))
                            .containsEntry("cause", Json.createValue("pooler_full"))
                            .containsEntry("state", Json.createValue("warning")));

            assertThat(judgement(monitor).getString("sentence"))
                    .startsWith("Connections of jdbc/bookshop wait at a pooler: the pool shop of PgBouncer ");
            assertThat(server.get("/health/ready").body()).contains("\"state\":\"degraded\"");
            assertThat(load.failures()).isEmpty();
        }
        await().atMost(Monitor.SOON.multipliedBy(2))
                .failFast(() -> assertThat(server.get("/health/ready").status()).isEqualTo(200))
                .untilAsserted(
                        () -> assertThat(judgement(monitor).getString("cause")).isEqualTo("nothing"));
        assertThat(server.log().lines("LSW7004E")).isEmpty();
    }

    private static JsonObject judgement(Monitor monitor) {
        return monitor.get("judgements").getJsonArray("judgements").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("pool").equals("jdbc/bookshop"))
                .findFirst()
                .orElseThrow();
    }
}
