package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leasewatch.it.ServerBeans.Contents;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunServer.class)
class RunServerPoolsIT {

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerPoolsIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    @Test
    void everyPoolIsListedUnderItsUsersNameWithItsTrueMaximum() {
        List<JsonObject> pools = monitor.list("pools");

        assertThat(pools)
                .extracting(
                        pool -> pool.getString("poolName"),
                        pool -> pool.getInt("maxCount"),
                        pool -> pool.getString("watchedBy"))
                .containsExactly(
                        tuple("java:app/jdbc/BookshopArchive", 4, "pool numbers only"),
                        tuple("jdbc/audit", 4, "wrapper"),
                        tuple("jdbc/bookshop", 10, "wrapper"),
                        tuple("jdbc/reports", 4, "wrapper"));
        assertThat(monitor.pool("jdbc/bookshop-pool").getString("poolName")).isEqualTo("jdbc/bookshop");
    }

    @Test
    void readingsAgreeWithTheServersOwnNumbersUnderLoadAndAfterwards() throws Exception {
        try (ServerBeans beans = ServerBeans.of(server)) {
            List<CompletableFuture<Answer>> holding = Stream.generate(() ->
                            server.to("/bookshop/api/trouble/hold?seconds=4").getLater())
                    .limit(13)
                    .toList();

            JsonObject pressed = await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> monitor.pool("jdbc/bookshop"), pool -> pool.getInt("waitingCount") == 3);
            Contents full = beans.contents("jdbc/bookshop-pool");
            int managed = beans.statistic("jdbc/bookshop-pool", "ManagedConnectionCount");
            int free = beans.statistic("jdbc/bookshop-pool", "FreeConnectionCount");

            assertThat(pressed.getInt("maxCount")).isEqualTo(full.number("maxPoolSize"));
            assertThat(pressed.getInt("totalCount"))
                    .isEqualTo(full.number("size"))
                    .isEqualTo(managed);
            assertThat(pressed.getInt("inUseCount"))
                    .isEqualTo(full.number("shared") + full.number("unshared"))
                    .isEqualTo(managed - free);
            assertThat(pressed.getInt("idleCount")).isEqualTo(full.number("available"));
            // The guard's ping waits as well, and is not one of the applications.
            assertThat(full.number("waiting") - pressed.getInt("waitingCount")).isBetween(0, 1);

            long served = holding.stream()
                    .filter(answer -> answer.join().status() == 200)
                    .count();
            JsonObject idle = await().atMost(SOON)
                    .until(() -> monitor.pool("jdbc/bookshop"), pool -> pool.getInt("inUseCount") == 0);
            Contents empty = beans.contents("jdbc/bookshop-pool");
            assertThat(idle.getInt("totalCount")).isEqualTo(empty.number("size"));
            assertThat(idle.getInt("idleCount")).isEqualTo(empty.number("available"));
            assertThat(idle.getInt("waitingCount"))
                    .isEqualTo(empty.number("waiting"))
                    .isZero();

            assertThat(idle.getInt("recentPeakCount")).isEqualTo(10);
            assertThat(idle.getInt("exhaustions")).isEqualTo(1);
            assertThat(idle.getInt("longHolds")).isEqualTo((int) served);
            assertThat(idle.getInt("timeouts")).isEqualTo((int) (13 - served));
            assertThat(idle.getBoolean("expectedFull")).isFalse();
            assertThat(idle.getJsonNumber("oldestAge").doubleValue()).isZero();
            JsonObject wait = idle.getJsonObject("wait");
            assertThat(wait.getInt("count")).isEqualTo(13);
            assertThat(wait.getJsonNumber("p50").doubleValue()).isLessThan(2_000);
            assertThat(wait.getJsonNumber("max").doubleValue()).isBetween(1_000.0, 6_000.0);
            JsonObject hold = idle.getJsonObject("hold");
            assertThat(hold.getInt("count")).isEqualTo((int) served);
            assertThat(hold.getJsonNumber("p50").doubleValue()).isBetween(3_960.0, 7_000.0);
            assertThat(idle.getJsonObject("holdOfFiveMinutes")).isEqualTo(hold);
        }
    }

    @Test
    void burstThatIsOverBeforeTheNextReadingIsSeenAllTheSame() {
        server.get("/bookshop/api/trouble/nested");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.pool("jdbc/bookshop").getInt("recentPeakCount"))
                        .isGreaterThanOrEqualTo(2));
        await().atMost(SOON).until(() -> monitor.pool("jdbc/bookshop").getInt("inUseCount") == 0);
    }

    @Test
    void lineThatGotNoConnectionInTimeIsToldWithHowOften() {
        for (int i = 0; i < 10; i++) {
            server.get("/bookshop/api/trouble/leak-thread");
        }

        assertThat(server.get("/bookshop/api/trouble/leak-request").status()).isEqualTo(503);

        assertThat(monitor.get("sites?pool=jdbc/bookshop&sort=timeouts&limit=1")
                        .getJsonArray("sites")
                        .getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(site -> {
                    assertThat(site.getInt("timeouts")).isEqualTo(1);
                    assertThat(site.getInt("acquired")).isZero();
                    assertThat(site.getJsonObject("site").getString("label"))
                            .isEqualTo(SourceLine.ofGetConnection("TroubleResource.java", "leakRequest"));
                });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.pool("jdbc/bookshop").getInt("timeouts"))
                        .isEqualTo(1));
    }

    @Test
    void everythingIsLoggedInOneLineNowAndThen() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(server.log().lines("LSW2005I", " open leak", "; ", "pools: 4, ", " in use, "))
                                .isNotEmpty());
    }

    @Test
    void aPoolUnderPressureIsFullAndHasWaitersAndIsIdleAgainAfterwards() {
        List<CompletableFuture<Answer>> pressing = new ArrayList<>();
        pressing.add(server.to("/bookshop/api/trouble/burst?n=8").getLater());
        for (int i = 0; i < 20; i++) {
            pressing.add(server.to("/bookshop/api/trouble/hold?seconds=2").getLater());
        }

        JsonObject pressed = await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> monitor.pool("jdbc/bookshop"), pool -> pool.getInt("waitingCount") > 0);

        assertThat(pressed.getInt("inUseCount")).isEqualTo(10);
        assertThat(pressed.getInt("idleCount")).isZero();
        assertThat(pressed.getJsonNumber("utilizationPercent").doubleValue()).isEqualTo(100);
        assertThat(pressed.getInt("waitingCount")).isLessThanOrEqualTo(20);

        assertThat(pressing)
                .extracting(answer -> answer.join().status())
                // Whoever had to wait for too long got nothing.
                .isSubsetOf(200, 503)
                .contains(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.list("pools"))
                        .filteredOn(pool -> pool.getString("watchedBy").equals("wrapper"))
                        .extracting(pool -> pool.getInt("inUseCount"), pool -> pool.getInt("waitingCount"))
                        .containsOnly(tuple(0, 0)));
        assertThat(monitor.pool("jdbc/bookshop").getInt("idleCount")).isEqualTo(10);
        assertThat(server.log().lines("LSW4001W", "wait for a connection of jdbc/bookshop"))
                .isNotEmpty();
    }
}
