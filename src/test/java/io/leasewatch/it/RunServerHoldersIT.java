package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunServer.class)
class RunServerHoldersIT {

    private static final String NESTED = "leasewatch_lease_nested_total{pool=\"jdbc/bookshop\"}";

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerHoldersIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    @Test
    void monitorGoesOnLookingWhileEveryThreadOfTheServerWaitsForAConnection() {
        long begin = System.currentTimeMillis();

        CompletableFuture.allOf(Stream.generate(() ->
                                server.to("/bookshop/api/trouble/leak-thread").getLater())
                        .limit(40)
                        .toArray(CompletableFuture[]::new))
                .join();

        List<Long> looks = server
                .get("/leasewatch/api/database/trail?pool=jdbc/bookshop", VIEWER)
                .json()
                .getJsonArray("jdbc/bookshop")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(point -> point.getJsonNumber("at").longValue())
                .filter(at -> at >= begin)
                .toList();
        // A thread waits for five seconds before it gives up.
        assertThat(looks).hasSizeGreaterThan(3);
        assertThat(IntStream.range(1, looks.size()).mapToLong(i -> looks.get(i) - looks.get(i - 1)))
                .as("milliseconds between two looks at the pool")
                .allMatch(pause -> pause < 4000);
    }

    @Test
    void whoWaitsForAPoolInVainIsToldWhoHoldsItAndSoIsWhoeverLooks() {
        String site = SourceLine.ofGetConnection("TroubleResource.java", "leakThread");
        for (int i = 0; i < 10; i++) {
            assertThat(server.get("/bookshop/api/trouble/leak-thread").status()).isEqualTo(200);
        }

        Answer refused = server.get("/bookshop/api/trouble/leak-request");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body())
                .contains("(jdbc/bookshop: 10 of 10 in use; held by " + site + " × 10, oldest ", " s, threads ended)");
        JsonObject snapshot = snapshot("timeout", VIEWER);
        assertThat(snapshot.getString("summary")).contains(site + " × 10");
        assertThat(snapshot.getJsonObject("reading").getInt("inUseCount")).isEqualTo(10);
        assertThat(snapshot.getInt("count")).isEqualTo(10);
        assertThat(snapshot.getJsonArray("holders").getValuesAs(JsonObject.class))
                .hasSize(10)
                .allSatisfy(holder -> {
                    assertThat(holder.getJsonObject("site").getString("label")).isEqualTo(site);
                    assertThat(holder.getJsonNumber("age").doubleValue()).isBetween(4.0, 60.0);
                    assertThat(holder.getString("thread")).isEqualTo("bookshop-forgetful");
                    assertThat(holder.getString("threadState")).isEqualTo("ended");
                    assertThat(holder.getString("endpoint")).isEqualTo("GET /api/trouble/leak-thread");
                });
        assertThat(snapshot("waiters", VIEWER).getString("summary")).contains(site + " × 10");
        assertThat(server.log().lines("LSW3201W", "1 acquisition timed out", site + " × 10"))
                .isNotEmpty();
    }

    @Test
    void theStackOfAHolderIsForAdmins() {
        List<CompletableFuture<Answer>> holding = List.of(
                server.to("/bookshop/api/trouble/burst?n=8").getLater(),
                server.to("/bookshop/api/trouble/hold?seconds=4").getLater(),
                server.to("/bookshop/api/trouble/hold?seconds=4").getLater());
        await().atMost(SOON).until(() -> monitor.connections().size() >= 2);
        List<CompletableFuture<Answer>> waiting = Stream.generate(
                        () -> server.to("/bookshop/api/trouble/hold?seconds=3").getLater())
                .limit(12)
                .toList();

        JsonObject seen = snapshot("waiters", ADMIN);
        JsonObject forViewers = snapshot("waiters", VIEWER);

        assertThat(seen.getJsonObject("reading").getInt("waitingCount")).isPositive();
        assertThat(seen.getJsonArray("holders").getValuesAs(JsonObject.class))
                .anySatisfy(holder -> assertThat(holder.getJsonArray("stack").toString())
                        .contains("io.leasewatch.bookshop.Stocktaking.count"));
        assertThat(forViewers.getJsonArray("holders").getValuesAs(JsonObject.class))
                .isNotEmpty()
                .allSatisfy(holder -> assertThat(holder.get("stack")).isEqualTo(JsonValue.NULL));
        holding.forEach(CompletableFuture::join);
        waiting.forEach(CompletableFuture::join);
    }

    @Test
    void aConnectionThatIsTakenWhileAnotherIsHeldIsShownWithBothLinesAndTheSizeItNeeds() {
        double before = monitor.metric(NESTED);

        assertThat(server.get("/bookshop/api/trouble/nested").status()).isEqualTo(200);
        assertThat(server.get("/bookshop/api/trouble/nested").status()).isEqualTo(200);

        JsonObject answer = monitor.get("nested?pool=jdbc/bookshop");
        JsonObject nesting = answer.getJsonArray("nested").getJsonObject(0);
        String outer = SourceLine.ofGetConnection("TroubleResource.java", "nested");
        assertThat(answer.getInt("count")).isOne();
        assertThat(nesting.getJsonObject("outer").getString("label")).isEqualTo(outer);
        assertThat(nesting.getJsonObject("inner").getInt("line"))
                .isEqualTo(nesting.getJsonObject("outer").getInt("line") + 1);
        assertThat(nesting.getString("innerPool")).isEqualTo("jdbc/bookshop");
        assertThat(nesting.getInt("times")).isEqualTo(2);
        assertThat(nesting.getInt("depth")).isEqualTo(2);
        assertThat(nesting.getInt("poolThreads")).isOne();
        assertThat(nesting.getInt("minimumPoolSize")).isEqualTo(2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.metric(NESTED)).isEqualTo(before + 2));
    }

    private JsonObject snapshot(String reason, String credentials) {
        return await().atMost(SOON)
                .until(
                        () -> server
                                .get("/leasewatch/api/database/holders?stacks=true&pool=jdbc/bookshop", credentials)
                                .json()
                                .getJsonArray("snapshots")
                                .getValuesAs(JsonObject.class)
                                .stream()
                                .filter(snapshot -> snapshot.getString("reason").equals(reason))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }
}
