package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunServer.class)
class RunServerMetricsIT {

    private static final String PROMTOOL = "promtool";

    private final LibertyServer server;

    RunServerMetricsIT(LibertyServer server) {
        this.server = server;
    }

    @Test
    void everyPoolHasItsSeriesFromTheStart() {
        String text = server.get("/metrics?scope=leasewatch").body();

        assertThat(Exposition.samples(text)).containsKey("leasewatch_stack_captures");
        assertThat(List.of("jdbc/audit", "jdbc/bookshop", "jdbc/reports"))
                .allSatisfy(pool -> assertThat(Exposition.samples(text))
                        .containsKeys(
                                "leasewatch_pool_utilization_ratio{pool=\"" + pool + "\"}",
                                "leasewatch_lease_oldest_age_seconds{pool=\"" + pool + "\"}",
                                "leasewatch_lease_nested_total{pool=\"" + pool + "\"}",
                                "leasewatch_lease_suspects{pool=\"" + pool + "\"}",
                                "leasewatch_leaks_total{kind=\"overdue\",pool=\"" + pool + "\"}",
                                "db_client_connection_max{db_client_connection_pool_name=\"" + pool + "\"}",
                                "db_client_connection_count{db_client_connection_pool_name=\"" + pool
                                        + "\",db_client_connection_state=\"used\"}"));
    }

    @Test
    void promtoolHasNothingToSayAboutOurMetrics() throws IOException, InterruptedException {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROMTOOL)));
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("promtool is installed, as it has to be in CI")
                .isTrue();
        assumeTrue(there, "promtool is not installed; it comes with Prometheus");
        String ours =
                Exposition.families(server.get("/metrics?scope=leasewatch").body(), "leasewatch_");

        Process check = new ProcessBuilder(PROMTOOL, "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var input = check.getOutputStream()) {
            input.write(ours.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
        assertThat(ours).contains("# TYPE leasewatch_leaks_total counter");
    }
}
