package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunServer.class)
class RunServerLeaksIT {

    private static final String LEAKS = "leasewatch_leaks_total{kind=\"thread_ended\",pool=\"jdbc/bookshop\"}";
    private static final String RETURNED = "leasewatch_leaks_resolved_total{outcome=\"returned_late\"}";

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerLeaksIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    @Test
    void threeConnectionsOfThreadsThatEndedAreThreeLeaksNamedByTheirLineWithinThreeSeconds() {
        double before = monitor.metric(LEAKS);

        forget(3);
        List<JsonObject> leaks = monitor.openLeaks(3);

        String site = SourceLine.ofGetConnection("TroubleResource.java", "leakThread");
        assertThat(leaks).allSatisfy(leak -> {
            assertThat(leak.getString("kind")).isEqualTo("thread_ended");
            assertThat(leak.getString("pool")).isEqualTo("jdbc/bookshop");
            assertThat(leak.getString("site")).contains(site);
            assertThat(leak.getJsonObject("lease").getString("thread")).isEqualTo("bookshop-forgetful");
            assertThat(timeToDetection(leak)).isLessThan(Duration.ofSeconds(3));
        });
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(monitor.metric(LEAKS)).isEqualTo(before + 3);
            assertThat(firingLeakAlert()).isEqualTo("warning");
        });
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aLeakIsLoggedOnceWhenItIsFoundAndOnceWhenItEnds() {
        forget(2);
        List<String> ids = monitor.openLeaks(2).stream()
                .map(leak -> "(lease " + leak.getJsonObject("lease").getInt("id"))
                .toList();

        server.to("/bookshop/api/trouble/heal").post("");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ids)
                        .allSatisfy(id ->
                                assertThat(server.log().lines("LSW3002I", id)).hasSize(1)));

        String site = SourceLine.ofGetConnection("TroubleResource.java", "leakThread");
        assertThat(ids)
                .allSatisfy(id -> assertThat(server.log().lines("LSW3001W", id))
                        .singleElement()
                        .asString()
                        .contains("jdbc/bookshop", site));
    }

    @Test
    void sixLeaksAreCriticalAndMakeTheServerUnreadyUntilTheyAreReturned() {
        double before = monitor.metric(RETURNED);

        forget(6);
        monitor.openLeaks(6);

        await().atMost(SOON).untilAsserted(() -> assertThat(firingLeakAlert()).isEqualTo("critical"));
        Answer unready = server.get("/health/ready");
        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.json().getString("status")).isEqualTo("DOWN");
        assertThat(unready.body()).contains("more than 3");
        assertThat(server.get("/health/live").status()).isEqualTo(200);
        assertThat(server.get("/leasewatch/readyz").status()).isEqualTo(503);

        Answer healed = server.to("/bookshop/api/trouble/heal").post("");
        assertThat(healed.body()).contains("Closed 6");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(server.get("/health/ready").json().getString("status")).isEqualTo("UP");
            assertThat(monitor.ended("returned_late")).isEqualTo(6);
            assertThat(monitor.metric(RETURNED)).isEqualTo(before + 6);
        });
        assertThat(monitor.get("leaks").getJsonArray("leaks"))
                .extracting(leak -> leak.asJsonObject().getString("ending"))
                .containsOnly("returned_late");
    }

    @Test
    void leaksOfALineThatAnAdminDeclaresAsMeantAreWithdrawnAndFoundAgainWhenThatEnds() {
        forget(4);
        JsonObject site = monitor.openLeaks(4).get(0).getJsonObject("lease").getJsonObject("site");
        await().atMost(SOON).until(() -> server.get("/leasewatch/readyz").status() == 503);
        String line = site.getString("className") + "." + site.getString("method");
        String path = "/leasewatch/api/database/meant";

        assertThat(server.to(path).as(VIEWER).postJson("{}").status()).isEqualTo(403);
        Answer declared =
                server.to(path).as(ADMIN).postJson("{\"line\": \"" + line + "\", \"reason\": \"holds a lock\"}");

        assertThat(declared.json().getString("by")).isEqualTo("admin");
        monitor.openLeaks(0);
        await().atMost(SOON).until(() -> server.get("/leasewatch/readyz").status() == 200);
        assertThat(monitor.get("meant").getJsonArray("leases").getValuesAs(JsonObject.class))
                .hasSize(4)
                .allSatisfy(lease -> assertThat(lease.getJsonObject("meant").getString("reason"))
                        .isEqualTo("holds a lock"));
        assertThat(server.log().lines("LSW6101I: meant, requested by admin", line))
                .hasSize(1);

        assertThat(server.to(path + "/" + line).as(ADMIN).deleteJson().status()).isEqualTo(200);
        monitor.openLeaks(4);
    }

    @ParameterizedTest
    @CsvSource({"leak-request, leakRequest, jdbc/bookshop", "leak-unshared, leakUnshared, jdbc/reports"})
    void aConnectionThatTheServerTakesBackIsALeakOfItsRequestAllTheSame(String path, String method, String pool) {
        assertThat(server.get("/bookshop/api/trouble/" + path).status()).isEqualTo(200);

        await().atMost(SOON).until(() -> monitor.ended("closed_by_container") == 1);
        JsonObject leak = monitor.get("leaks").getJsonArray("leaks").getJsonObject(0);

        assertLeakOfItsRequest(leak, path, method, pool);
        assertThat(leak.getString("ending")).isEqualTo("closed_by_container");
        assertThat(timeToDetection(leak)).isLessThan(Duration.ofSeconds(2));
        assertThat(monitor.connections()).isEmpty();
    }

    @Test
    void aConnectionThatTheServerLeavesOpenIsALeakOfItsRequestAndStaysOut() {
        assertThat(server.get("/bookshop/api/trouble/leak-noauto").status()).isEqualTo(200);

        JsonObject leak = monitor.openLeaks(1).get(0);

        assertLeakOfItsRequest(leak, "leak-noauto", "leakWithoutAutoClose", "jdbc/audit");
        assertThat(leak.get("ending")).isEqualTo(JsonValue.NULL);
        assertThat(timeToDetection(leak)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aConnectionThatIsHeldByRightIsNoLeak() {
        assertThat(server.get("/bookshop/api/trouble/hold?seconds=5").status()).isEqualTo(200);

        assertThat(monitor.get("leaks").getInt("count")).isZero();
    }

    @Test
    void aSlowQueryIsNoLeak() {
        assertThat(server.get("/bookshop/api/trouble/slow-query?seconds=6").status())
                .isEqualTo(200);

        assertThat(monitor.get("leaks").getInt("count")).isZero();
    }

    @Test
    void aLineHasItsNumbersWhileItsConnectionsAreOutAndAfterwards() {
        forget(2);
        monitor.openLeaks(2);

        JsonObject out = onlySite("leaked");
        assertThat(out.getJsonObject("site").getString("label"))
                .contains(SourceLine.ofGetConnection("TroubleResource.java", "leakThread"));
        assertThat(out.getInt("acquired")).isEqualTo(2);
        assertThat(out.getInt("stillOut")).isEqualTo(2);
        assertThat(out.getJsonObject("leakedByKind").getInt("thread_ended")).isEqualTo(2);
        assertThat(out.get("holdP99")).isEqualTo(JsonValue.NULL);
        assertThat(out.getJsonNumber("sharePercent").doubleValue()).isEqualTo(100);

        server.to("/bookshop/api/trouble/heal").post("");
        await().atMost(SOON).until(() -> onlySite("late").getInt("returnedLate") == 2);
        JsonObject over = onlySite("late");
        assertThat(over.getInt("acquired")).isEqualTo(2);
        assertThat(over.getInt("stillOut")).isZero();
        double max = over.getJsonNumber("holdMax").doubleValue();
        assertThat(max).isPositive();
        assertThat(over.getJsonNumber("holdP99").doubleValue()).isBetween(max * 15 / 16, max);
        assertThat(over.getJsonNumber("connectionSeconds").doubleValue()).isBetween(max, 2 * max);
    }

    private JsonObject onlySite(String order) {
        JsonObject sites = monitor.get("sites?pool=jdbc/bookshop&sort=" + order);
        assertThat(sites.getInt("count")).as(sites.toString()).isEqualTo(1);
        return sites.getJsonArray("sites").getJsonObject(0);
    }

    private static void assertLeakOfItsRequest(JsonObject leak, String path, String method, String pool) {
        assertThat(leak.getString("kind")).isEqualTo("outlived_request");
        assertThat(leak.getString("pool")).isEqualTo(pool);
        assertThat(leak.getString("site")).contains(SourceLine.ofGetConnection("TroubleResource.java", method));
        JsonObject lease = leak.getJsonObject("lease");
        assertThat(lease.getString("service")).isEqualTo("bookshop");
        assertThat(lease.getString("endpoint")).isEqualTo("GET /api/trouble/" + path);
        assertThat(lease.getString("requestId")).isNotEmpty();
    }

    private void forget(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(server.get("/bookshop/api/trouble/leak-thread").status()).isEqualTo(200);
        }
    }

    private String firingLeakAlert() {
        return await()
                .atMost(SOON)
                .until(
                        () -> monitor.list("alerts?status=firing&pool=jdbc/bookshop"),
                        alerts -> alerts.stream()
                                .anyMatch(alert -> alert.getString("rule").equals("leaks")))
                .stream()
                .filter(alert -> alert.getString("rule").equals("leaks"))
                .findFirst()
                .orElseThrow()
                .getString("severity");
    }

    private static Duration timeToDetection(JsonObject leak) {
        return Duration.between(
                Instant.parse(leak.getJsonObject("lease").getString("acquiredAt")),
                Instant.parse(leak.getString("detectedAt")));
    }
}
