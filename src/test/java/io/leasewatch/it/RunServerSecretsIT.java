package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.docs.AccessTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that says what it should not, in errors and statements: nothing of that is in anything the monitor says. */
@ExtendWith(RunServer.class)
class RunServerSecretsIT {

    private static final String SECRET = "Zq7hXvT2mKd9";
    private static final String WEBHOOK = "https://hooks.example/alerts?token=" + SECRET;

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerSecretsIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    @Test
    void whatAnApplicationLetsOutIsInNoAnswerNoMetricAndNoLine() {
        change("{\"leasewatch.alerts.webhook.url\":\"" + WEBHOOK + "\",\"leasewatch.slow-queries.enabled\":true,"
                + "\"leasewatch.slow-queries.threshold\":\"PT0.000000001S\"}");
        try {
            assertThat(server.to("/bookshop/api/trouble/blab").post(SECRET).status())
                    .isEqualTo(200);
            monitor.openLeaks(1);

            Map<String, String> said = everything();

            assertThat(said.get("/leasewatch/api/database/connections")).contains("select ?");
            assertThat(said.get("/leasewatch/api/monitoring/database?detailed=true&diagnostics=true"))
                    .contains("no row for ?");
            assertThat(said)
                    .allSatisfy((where, text) -> assertThat(text).as(where).doesNotContain(SECRET));
        } finally {
            change("{\"leasewatch.alerts.webhook.url\":null,\"leasewatch.slow-queries.enabled\":null,"
                    + "\"leasewatch.slow-queries.threshold\":null}");
        }
    }

    @Test
    void errorThatRefusesASecretDoesNotRepeatIt() {
        for (String key : List.of("leasewatch.alerts.webhook.url", "leasewatch.postgres.url", "leasewatch.redis.url")) {
            Answer answer = server.to("/leasewatch/api/settings")
                    .as(ADMIN)
                    .putJson("{\"" + key + "\":\"redis://ada:" + SECRET + "@db.example\"}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain(SECRET);
        }
    }

    private void change(String settings) {
        Answer answer = server.to("/leasewatch/api/settings").as(ADMIN).putJson(settings);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    /** All that an admin can read, what is scraped and probed, and the monitor's lines in the log. */
    private Map<String, String> everything() {
        Map<String, String> said = new LinkedHashMap<>();
        String lease = String.valueOf(monitor.connections().get(0).getInt("id"));
        AccessTable.read().endpoints().forEach((path, methods) -> {
            if (methods.contains("GET") && !path.equals("/api/events")) {
                String whole =
                        "/leasewatch" + path.replace("{name}", "jdbc/audit").replace("{id}", lease);
                said.put(whole, server.get(whole, ADMIN).body());
            }
        });
        for (String whole : List.of(
                "/leasewatch/api/health/connections?detailed=true&diagnostics=true",
                "/leasewatch/api/monitoring/database?detailed=true&diagnostics=true",
                "/leasewatch/api/database/connections?released=true",
                "/leasewatch/api/monitoring/database?format=csv",
                "/leasewatch/api/monitoring/database?format=prometheus",
                "/leasewatch/api/monitoring/database?format=openmetrics",
                "/leasewatch/api/monitoring/database?format=influx",
                "/leasewatch/api/database/leaks?since=PT1H",
                "/metrics",
                "/health")) {
            said.put(whole, server.get(whole, ADMIN).body());
        }
        said.put("the log", String.join("\n", server.log().lines("LSW")));
        return said;
    }
}
