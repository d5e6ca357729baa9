package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.ops.Dashboard;
import io.leasewatch.programs.Prometheus;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The folder {@code ops} as it is shipped, in a real Prometheus that has less patience. */
@ExtendWith(RunServer.class)
class PrometheusIT {

    private static final Path OPS = Path.of("ops/prometheus");

    /** What the run server has none of, what needs an alert that was sent or minutes of use, and a forecast that is seldom there. */
    private static final Pattern NOT_HERE =
            Pattern.compile("pgbouncer|redis|deliveries|influx|idle_min|recommended_size|_eta_seconds.*<");

    private final LibertyServer server;
    private final Monitor monitor;

    PrometheusIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    @Test
    void leakFiresInPrometheusUntilItIsHealed(@TempDir Path folder) throws Exception {
        try (Prometheus prometheus = Prometheus.start(folder, impatient(folder))) {
            await().atMost(SOON)
                    .until(() -> !prometheus
                            .query("leasewatch_lease_suspects{pool=\"jdbc/bookshop\"} == 0")
                            .isEmpty());

            server.get("/bookshop/api/trouble/leak-thread");
            JsonObject alert = await().atMost(SOON)
                    .until(() -> ofLeaks(prometheus), alerts -> alerts.size() == 1)
                    .get(0);

            assertThat(alert.getJsonObject("labels").getString("pool")).isEqualTo("jdbc/bookshop");
            assertThat(alert.getJsonObject("labels").getString("severity")).isEqualTo("warning");
            assertThat(alert.getJsonObject("annotations").getString("summary"))
                    .isEqualTo("Leaked connections of jdbc/bookshop that are out: 1, on "
                            + server.base().getAuthority());

            monitor.heal();
            await().atMost(SOON).until(() -> ofLeaks(prometheus).isEmpty());
        }
    }

    @Test
    void everyPanelOfTheDashboardHasSomethingToShow(@TempDir Path folder) throws Exception {
        try (Prometheus prometheus = Prometheus.start(folder, impatient(folder))) {
            // A rate needs two scrapes.
            await().atMost(SOON)
                    .until(() -> prometheus
                                    .query(
                                            "count_over_time(leasewatch_pool_utilization_ratio{pool=\"jdbc/bookshop\"}[1m]) > 2")
                                    .size()
                            == 1);
            List<String> empty = new ArrayList<>();

            for (String query : Dashboard.read().queries()) {
                if (prometheus.query(query).isEmpty()
                        && !NOT_HERE.matcher(query).find()) {
                    empty.add(query);
                }
            }

            assertThat(empty).isEmpty();
        }
    }

    /** The configuration and the rules that are shipped, with seconds in the place of minutes. */
    private Path impatient(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("alerts.yml"),
                Files.readString(OPS.resolve("alerts.yml")).replaceAll("for: \\w+", "for: 1s"));
        String config = Files.readString(OPS.resolve("scrape.yml"));
        assertThat(config).contains("localhost:9080", "scrape_interval: 15s");
        return Files.writeString(
                folder.resolve("prometheus.yml"),
                "global: {evaluation_interval: 1s}\n"
                        + config.replace("localhost:9080", server.base().getAuthority())
                                .replace("scrape_interval: 15s", "scrape_interval: 1s"));
    }

    private static List<JsonObject> ofLeaks(Prometheus prometheus) throws Exception {
        return prometheus.firing().stream()
                .filter(alert ->
                        alert.getJsonObject("labels").getString("alertname").equals("LeasewatchLeaksOpen"))
                .toList();
    }
}
