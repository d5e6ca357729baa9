package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that only the agent sees. */
@ExtendWith(AgentServer.class)
class AgentReclaimIT {

    private final LibertyServer server;
    private final Monitor monitor;

    AgentReclaimIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @Test
    void connectionWithoutAWrapperGoesBackToItsPoolToo() {
        monitor.heal();
        assertThat(server.get("/bookshop/api/trouble/leak-archive").status()).isEqualTo(200);
        JsonObject leak = monitor.openLeaks(1).get(0);
        String pool = leak.getString("pool");
        int id = leak.getJsonObject("lease").getInt("id");
        await().atMost(SOON).until(() -> monitor.pool(pool).getInt("inUseCount") == 1);

        JsonObject done = server.to("/leasewatch/api/database/connections/" + id + "/reclaim")
                .as(ADMIN)
                .postJson("{\"dryRun\":false}")
                .json();

        assertThat(done.getString("result")).as(done.toString()).isEqualTo("reclaimed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(
                                monitor.pool(pool).getInt("inUseCount"),
                                monitor.pool(pool).getInt("retainedCount")))
                        .containsExactly(0, 0));
        monitor.heal();
    }
}
