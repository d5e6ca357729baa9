package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.programs.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunServer.class)
class RunServerMetricsIT {

    private final LibertyServer server;

    RunServerMetricsIT(LibertyServer server) {
        this.server = server;
    }

    /** A server that has just started has not read its pools yet. */
    @BeforeEach
    void awaitTheFirstReading() {
        await().atMost(SOON)
                .until(() ->
                        server.get("/metrics?scope=leasewatch").body().contains("leasewatch_pool_utilization_ratio"));
    }

    @Test
    void everyPoolHasItsSeriesFromTheStart() {
        String text = server.get("/metrics?scope=leasewatch").body();

        assertThat(Exposition.samples(text)).containsKey("leasewatch_stack_captures");
        assertThat(List.of("jdbc/audit", "jdbc/bookshop", "jdbc/reports"))
                .allSatisfy(pool -> assertThat(Exposition.samples(text))
                        .containsKeys(
                                "leasewatch_pool_utilization_ratio{pool=\"" + pool + "\"}",
                                "leasewatch_pool_peak_used{pool=\"" + pool + "\"}",
                                "leasewatch_pool_exhaustions_total{pool=\"" + pool + "\"}",
                                "db_client_connection_wait_time_seconds_count{db_client_connection_pool_name=\"" + pool
                                        + "\"}",
                                "db_client_connection_use_time_seconds_count{db_client_connection_pool_name=\"" + pool
                                        + "\"}",
                                "leasewatch_lease_oldest_age_seconds{pool=\"" + pool + "\"}",
                                "leasewatch_lease_nested_total{pool=\"" + pool + "\"}",
                                "leasewatch_lease_suspects{pool=\"" + pool + "\"}",
                                "leasewatch_leaks_total{kind=\"overdue\",pool=\"" + pool + "\"}",
                                "db_client_connection_max{db_client_connection_pool_name=\"" + pool + "\"}",
                                "db_client_connection_count{db_client_connection_pool_name=\"" + pool
                                        + "\",db_client_connection_state=\"used\"}"));
    }

    @Test
    void connectionsAreTimedInBucketsThatReachFromAMillisecondToLeaks() {
        String uses = "db_client_connection_use_time_seconds_%s{db_client_connection_pool_name=\"jdbc/bookshop\"%s}";
        String waits = uses.replace("use_time", "wait_time");
        Monitor monitor = new Monitor(server);
        // What an earlier test returned is counted at the next reading.
        double[] last = {-1};
        await().atMost(SOON).pollInterval(Duration.ofMillis(1500)).until(() -> {
            double before = last[0];
            last[0] = monitor.metric(uses.formatted("count", ""));
            return last[0] == before;
        });
        double usesBefore = monitor.metric(uses.formatted("count", ""));
        double waitsBefore = monitor.metric(waits.formatted("count", ""));
        double sumBefore = monitor.metric(uses.formatted("sum", ""));

        server.get("/bookshop/api/trouble/hold?seconds=1");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(monitor.metric(uses.formatted("count", ""))).isEqualTo(usesBefore + 1));
        assertThat(monitor.metric(waits.formatted("count", ""))).isEqualTo(waitsBefore + 1);
        assertThat(monitor.metric(uses.formatted("sum", ""))).isBetween(sumBefore + 0.99, sumBefore + 5);
        assertThat(Exposition.samples(server.get("/metrics?scope=leasewatch").body()))
                .containsKeys(
                        uses.formatted("bucket", ",le=\"0.001\""),
                        uses.formatted("bucket", ",le=\"1800.0\""),
                        uses.formatted("bucket", ",le=\"+Inf\""));
    }

    @Test
    void promtoolHasNothingToSayAboutOurMetrics() throws IOException, InterruptedException {
        String promtool = Program.need("promtool");
        String text = server.get("/metrics?scope=leasewatch").body();
        String ours = Exposition.families(text, "leasewatch_")
                + Exposition.families(text, "db_client_connection_wait_time")
                + Exposition.families(text, "db_client_connection_use_time");

        Process check = new ProcessBuilder(promtool, "check", "metrics")
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
