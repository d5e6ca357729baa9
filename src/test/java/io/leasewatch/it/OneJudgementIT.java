package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** In each state of the pools, the dashboard, the API, health, advice, alerts and the command line say the same. */
class OneJudgementIT extends DashboardBehaviour {

    private static final String POOL = "jdbc/bookshop";

    OneJudgementIT(LibertyServer server) {
        super(server);
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
