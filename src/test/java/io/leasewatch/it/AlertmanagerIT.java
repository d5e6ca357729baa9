package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.programs.Alertmanager;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerIT {

    @Test
    void alertmanagerShowsALeakWithTheWayBackUntilItIsHealed(@TempDir Path folder) throws Exception {
        try (Alertmanager manager = Alertmanager.start(folder);
                LibertyServer server = ServerSetup.runServer("alertmanager")
                        .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                        .env("LEASEWATCH_ALERTS_ALERTMANAGER_URL", manager.uri().toString())
                        .env("LEASEWATCH_ALERTS_ALERTMANAGER_INTERVAL", "PT1S")
                        .env("LEASEWATCH_ALERTS_LINK", "https://shop.example.com/leasewatch")
                        .env("LEASEWATCH_ALERTS_PRIVATE_ADDRESSES", "true")
                        .start("leasewatch", "bookshop")) {
            Monitor monitor = new Monitor(server);

            server.get("/bookshop/api/trouble/leak-thread");
            JsonObject shown = await().atMost(SOON)
                    .until(() -> leaks(manager), alerts -> alerts.size() == 1)
                    .get(0);

            assertThat(shown.getJsonObject("labels").getString("pool")).isEqualTo("jdbc/bookshop");
            assertThat(shown.getJsonObject("labels").getString("severity")).isEqualTo("warning");
            assertThat(shown.getJsonObject("annotations").getString("summary")).contains("TroubleResource.java:");
            assertThat(shown.getString("generatorURL"))
                    .isEqualTo("https://shop.example.com/leasewatch/?alert=" + id(monitor));

            monitor.heal();
            await().atMost(SOON).until(() -> leaks(manager).isEmpty());
        }
    }

    private static List<JsonObject> leaks(Alertmanager manager) throws Exception {
        return manager.alerts().stream()
                .filter(alert ->
                        alert.getJsonObject("labels").getString("alertname").equals("leaks"))
                .toList();
    }

    private static String id(Monitor monitor) {
        return monitor.list("alerts").stream()
                .filter(alert -> alert.getString("rule").equals("leaks"))
                .findFirst()
                .orElseThrow()
                .getString("id");
    }
}
