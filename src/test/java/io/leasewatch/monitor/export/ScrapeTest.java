package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.leasewatch.programs.Prometheus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus, whose parsers of the two formats are those that matter, scrapes what is written. */
class ScrapeTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<Series> series = Samples.NASTY_NAMES.stream()
            .flatMap(name -> Samples.ofPool(name).stream())
            .toList();

    @TempDir
    private Path folder;

    @Test
    void prometheusReadsBothFormatsAndAnswersWithTheSameNumbers() throws IOException, InterruptedException {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        offer(pages, Format.PROMETHEUS, ExpositionFormat.PROMETHEUS);
        offer(pages, Format.OPENMETRICS, ExpositionFormat.OPENMETRICS);
        pages.start();
        try (Prometheus prometheus =
                Prometheus.start(folder, config(pages.getAddress().getPort()))) {
            for (Format format : List.of(Format.PROMETHEUS, Format.OPENMETRICS)) {
                String job = "job=\"" + format.word() + "\"";
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(prometheus.values("up{" + job + "}")).containsExactly("1"));

                assertThat(prometheus.values("leasewatch_leaks_total{" + job + ",kind=\"overdue\"}"))
                        .hasSize(Samples.NASTY_NAMES.size())
                        .containsOnly("3");
                assertThat(prometheus.values("leasewatch_pool_utilization_ratio{" + job + ",pool=\"back\\\\slash\"}"))
                        .containsExactly("0.7");
                assertThat(prometheus.values("leasewatch_lease_oldest_age_seconds{" + job + "}"))
                        .isEmpty();
                assertThat(prometheus.values("db_client_connection_use_time_seconds_bucket{" + job
                                + ",db_client_connection_pool_name=\"two\\nlines\",le=\"0.001\"}"))
                        .containsExactly("5");
                assertThat(prometheus.values(
                                "leasewatch_pool_exhaustion_eta_seconds{" + job + ",pool=\"say \\\"hi\\\"\"}"))
                        .containsExactly("+Inf");
            }
        } finally {
            pages.stop(0);
        }
    }

    private void offer(HttpServer pages, Format format, ExpositionFormat written) {
        pages.createContext("/" + format.word(), exchange -> {
            exchange.getResponseHeaders().set("Content-Type", format.contentType());
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                written.write(series, body);
            }
        });
    }

    private Path config(int pages) throws IOException {
        return Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - {job_name: prometheus, metrics_path: /prometheus, static_configs: [targets: ['127.0.0.1:%1$d']]}
                  - {job_name: openmetrics, metrics_path: /openmetrics, static_configs: [targets: ['127.0.0.1:%1$d']]}
                """.formatted(pages));
    }
}
