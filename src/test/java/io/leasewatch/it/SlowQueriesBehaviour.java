package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of slow statements and of the pools' sizes, whoever watches the bookshop. */
abstract class SlowQueriesBehaviour {

    private final LibertyServer server;
    private final Monitor monitor;

    SlowQueriesBehaviour(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        settings("null", "null");
        monitor.heal();
    }

    @Test
    void slowStatementIsShownWithItsLineFromTheMomentItIsAskedForUntilItIsNot() {
        slowQuery();
        assertThat(queries()).isEmpty();
        settings("\"true\"", "\"PT0.5S\"");

        slowQuery();

        String site = SourceLine.ofGetConnection("TroubleResource.java", "slowQuery");
        await().atMost(SOON).until(() -> !queries().isEmpty());
        assertThat(queries()).singleElement().satisfies(query -> {
            assertThat(query.getString("sql")).isEqualTo("call sleep(?)");
            assertThat(query.getString("pool")).isEqualTo("jdbc/bookshop");
            assertThat(query.getJsonObject("site").getString("label")).isEqualTo(site);
            assertThat(query.getInt("count")).isOne();
            assertThat(query.getJsonNumber("p50").doubleValue()).isBetween(0.9, 30.0);
            assertThat(query.getJsonNumber("max").doubleValue()).isBetween(0.9, 30.0);
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(server.log().lines("LSW8001W", "jdbc/bookshop", site, "call sleep(?)"))
                        .isNotEmpty());
        settings("\"false\"", "\"PT0.5S\"");
        slowQuery();
        assertThat(queries())
                .singleElement()
                .satisfies(query -> assertThat(query.getInt("count")).isOne());
    }

    @Test
    void everyPoolIsAdvisedOnAndSaysWhatIsMissing() {
        slowQuery();

        JsonObject advice = await().atMost(SOON)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(
                        () -> monitor.get("advice?pool=jdbc/bookshop"),
                        found -> !found.getJsonArray("advice").isEmpty())
                .getJsonArray("advice")
                .getJsonObject(0);

        assertThat(advice.getString("pool")).isEqualTo("jdbc/bookshop");
        assertThat(advice.getJsonObject("size").getInt("max")).isEqualTo(10);
        assertThat(advice.getJsonObject("size").getJsonArray("reasons")).isNotEmpty();
        assertThat(advice.getJsonObject("verdict").getString("cause")).isNotEqualTo("leak");
        assertThat(monitor.metric("leasewatch_pool_exhaustion_eta_seconds{pool=\"jdbc/bookshop\"}"))
                .isPositive()
                .isInfinite();
        assertThat(server.get("/leasewatch/api/database/advice?pool=jdbc/nothing", ADMIN)
                        .status())
                .isEqualTo(400);
    }

    private void slowQuery() {
        assertThat(server.get("/bookshop/api/trouble/slow-query?seconds=1").status())
                .isEqualTo(200);
    }

    private List<JsonObject> queries() {
        return monitor.get("slow-queries").getJsonArray("queries").getValuesAs(JsonObject.class);
    }

    private void settings(String enabled, String threshold) {
        Answer answer = server.to("/leasewatch/api/settings")
                .as(ADMIN)
                .putJson("{\"leasewatch.slow-queries.enabled\":" + enabled + ",\"leasewatch.slow-queries.threshold\":"
                        + threshold + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
