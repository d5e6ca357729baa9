package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
