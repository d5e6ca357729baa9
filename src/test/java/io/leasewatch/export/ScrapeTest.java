package io.leasewatch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.leasewatch.programs.Daemon;
import io.leasewatch.programs.Program;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
        String program = Program.need("prometheus");
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        offer(pages, Format.PROMETHEUS, ExpositionFormat.PROMETHEUS);
        offer(pages, Format.OPENMETRICS, ExpositionFormat.OPENMETRICS);
        pages.start();
        try (Daemon prometheus = prometheus(program, pages.getAddress().getPort())) {
            for (Format format : List.of(Format.PROMETHEUS, Format.OPENMETRICS)) {
                String job = "job=\"" + format.word() + "\"";
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(ask(prometheus, "up{" + job + "}")).containsExactly("1"));

                assertThat(ask(prometheus, "leasewatch_leaks_total{" + job + ",kind=\"overdue\"}"))
                        .hasSize(Samples.NASTY_NAMES.size())
                        .containsOnly("3");
                assertThat(ask(prometheus, "leasewatch_pool_utilization_ratio{" + job + ",pool=\"back\\\\slash\"}"))
                        .containsExactly("0.7");
                assertThat(ask(prometheus, "leasewatch_lease_oldest_age_seconds{" + job + "}"))
                        .isEmpty();
                assertThat(ask(
                                prometheus,
                                "db_client_connection_use_time_seconds_bucket{" + job
                                        + ",db_client_connection_pool_name=\"two\\nlines\",le=\"0.001\"}"))
                        .containsExactly("5");
                assertThat(ask(
                                prometheus,
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

    private Daemon prometheus(String program, int pages) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - {job_name: prometheus, metrics_path: /prometheus, static_configs: [targets: ['127.0.0.1:%1$d']]}
                  - {job_name: openmetrics, metrics_path: /openmetrics, static_configs: [targets: ['127.0.0.1:%1$d']]}
                """.formatted(pages));
        int port = Program.freePort();
        return new Daemon(
                port,
                List.of(
                        program,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                folder.resolve("log.txt"));
    }

    /** The values of all series that an instant query finds. */
    private static List<String> ask(Daemon prometheus, String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + prometheus.port() + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        String answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        return Json.createReader(new StringReader(answer))
                .readObject()
                .getJsonObject("data")
                .getJsonArray("result")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(one -> one.getJsonArray("value").getString(1))
                .toList();
    }
}
