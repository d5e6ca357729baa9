package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * In each state of the pools, the dashboard, the API, health, advice, alerts and the command line say the same. The server is not shared with other
 * tests: under their load its pool sometimes loses a place for good, and that is another state.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneJudgementIT {

    private static final String POOL = "jdbc/bookshop";

    private LibertyServer server;
    private Monitor monitor;
    private Chromium chromium;

    @BeforeAll
    void start() {
        server = ServerSetup.runServer("judged")
                .config("<executor coreThreads=\"40\"/>")
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .start("leasewatch", "bookshop");
        monitor = new Monitor(server);
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    private void leak(int count) {
        for (int i = 0; i < count; i++) {
            server.get("/bookshop/api/trouble/leak-thread");
        }
        monitor.openLeaks(count);
    }

    private void agree(String pool, String state, String cause) {
        new Places(server, chromium).agree(pool, state, cause);
    }

    @Test
    void allPoolsAreWell() {
        monitor.awaitTheFirstReading();

        agree(POOL, "ok", "nothing");
    }

    @Test
    void oneLeak() {
        leak(1);

        agree(POOL, "warning", "leak");
    }

    @Test
    void allConnectionsHaveLeaked() {
        leak(10);

        agree(POOL, "critical", "leak");
    }

    @Test
    void smallerPoolThatIsUsedUpByLeaksIsWorseThanALargerOneWithAsMany() {
        leak(4);
        for (int i = 0; i < 4; i++) {
            server.get("/bookshop/api/trouble/leak-noauto");
        }
        monitor.openLeaks(8);

        agree("jdbc/audit", "critical", "leak");
    }

    @Test
    void poolIsUsedUpByLoad() {
        try (Load load = new Load(16, () -> server.get("/bookshop/api/trouble/slow-query?seconds=8"))) {
            await().atMost(SOON).until(() -> monitor.pool(POOL).getInt("waitingCount") > 0);

            agree(POOL, "critical", "load");
        }
    }

    @Test
    void watchingIsSwitchedOff() {
        set("\"false\"");
        try {
            agree(POOL, "unknown", "switched_off");
        } finally {
            set("null");
        }
    }

    private void set(String enabled) {
        server.to("/leasewatch/api/settings").as(ADMIN).putJson("{\"leasewatch.enabled\":" + enabled + "}");
    }
}
