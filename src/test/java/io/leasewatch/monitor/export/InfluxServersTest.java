package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.channel.DeliveryCounters.Way;
import io.leasewatch.monitor.channel.DeliveryOutcome;
import io.leasewatch.monitor.export.Series.Value;
import io.leasewatch.programs.Daemon;
import io.leasewatch.programs.Program;
import io.leasewatch.programs.VictoriaMetrics;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers take what is pushed, by both versions of the API, and answer with the same numbers. */
class InfluxServersTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Boards boards = new Boards();
    private final DeliveryCounters deliveries = new DeliveryCounters();

    @TempDir
    private Path folder;

    /** A pool of each name, told apart by its number. */
    private void fill() {
        for (int i = 0; i < Samples.NASTY_NAMES.size(); i++) {
            for (Series series : Samples.ofPool(Samples.NASTY_NAMES.get(i))) {
                if (series instanceof Value value) {
                    boards.tell(
                            value.metric(),
                            value.metric() == Metric.LEAKS ? i : value.value(),
                            value.tags().entrySet().stream()
                                    .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()))
                                    .toArray(String[]::new));
                }
            }
        }
    }

    @Test
    void influxDbOfVersionOneAnswersWithWhatWasPushed() throws IOException, InterruptedException {
        String program = Program.need("influxd");
        fill();
        int port = Program.freePort();
        Path config =
                Files.writeString(folder.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%1$d"
                [meta]
                  dir = "%3$s/meta"
                [data]
                  dir = "%3$s/data"
                  wal-dir = "%3$s/wal"
                [http]
                  bind-address = "127.0.0.1:%2$d"
                """.formatted(Program.freePort(), port, folder));
        try (Daemon influx =
                new Daemon(port, List.of(program, "-config", config.toString()), folder.resolve("log.txt"))) {
            String base = "http://127.0.0.1:" + port;
            post(base + "/query?q=" + encoded("create database metrics"));
            push(new InfluxSettings(URI.create(base), "", "", "", "metrics", "", "", Duration.ofSeconds(1), "shop 1"));

            List<JsonObject> leaks = influxSeries(
                    base,
                    "select leasewatch_leaks_total from leasewatch where kind = 'overdue' group by pool, instance");
            assertThat(leaks).hasSize(Samples.NASTY_NAMES.size());
            assertThat(leaks)
                    .allSatisfy(one -> assertThat(one.getJsonObject("tags").getString("instance"))
                            .isEqualTo("shop 1"));
            for (String plain :
                    List.of("jdbc/plain", "a,b=c d", "say \"hi\"", "back\\slash", "Bücher 書", "=1+1", "#5")) {
                assertThat(leaks)
                        .filteredOn(one ->
                                one.getJsonObject("tags").getString("pool").equals(plain))
                        .singleElement()
                        .satisfies(one -> assertThat(value(one)).isEqualTo(Samples.NASTY_NAMES.indexOf(plain)));
            }
            assertThat(influxSeries(base, "select leasewatch_pool_utilization_ratio from leasewatch group by pool"))
                    .hasSize(Samples.NASTY_NAMES.size())
                    .allSatisfy(one -> assertThat(value(one)).isEqualTo(0.7));
            assertThat(influxSeries(base, "select leasewatch_pool_exhaustion_eta_seconds from leasewatch"))
                    .as("infinity, which InfluxDB cannot hold")
                    .isEmpty();
        }
    }

    @Test
    void whatUnderstandsVersionTwoAnswersWithWhatWasPushed() throws IOException, InterruptedException {
        String program = Program.need("victoria-metrics");
        fill();
        int port = Program.freePort();
        try (VictoriaMetrics victoria = new VictoriaMetrics(program, port, folder)) {
            String base = "http://127.0.0.1:" + port;
            push(new InfluxSettings(
                    URI.create(base), "metrics", "shop", "none", "", "", "", Duration.ofSeconds(1), "shop 1"));
            get(base + "/internal/force_flush");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(victoria.values(
                                    "leasewatch_leasewatch_leaks_total{pool=\"a,b=c d\",instance=\"shop 1\"}"))
                            .containsExactly("" + Samples.NASTY_NAMES.indexOf("a,b=c d")));
            assertThat(victoria.values("leasewatch_leasewatch_leaks_total")).hasSize(Samples.NASTY_NAMES.size());
            assertThat(victoria.values("leasewatch_db_client_connection_count{db_client_connection_state=\"used\","
                            + "db_client_connection_pool_name=\"jdbc/plain\"}"))
                    .containsExactly("7");
        }
    }

    private void push(InfluxSettings settings) {
        try (InfluxPush push =
                new InfluxPush(boards.board, deliveries, InstantSource.system(), boards.leases.ticker, settings)) {
            boards.leases.ticker.advance(Duration.ofSeconds(1));
            push.tick();
            await().atMost(SOON).until(() -> !deliveries.counts().isEmpty());
        }
        assertThat(deliveries.counts()).containsOnlyKeys(new Way("influx", DeliveryOutcome.DELIVERED));
    }

    private static double value(JsonObject series) {
        return series.getJsonArray("values").getJsonArray(0).getJsonNumber(1).doubleValue();
    }

    private static List<JsonObject> influxSeries(String base, String query) throws IOException, InterruptedException {
        JsonObject result = Json.createReader(new StringReader(get(base + "/query?db=metrics&q=" + encoded(query))))
                .readObject()
                .getJsonArray("results")
                .getJsonObject(0);
        return result.containsKey("series") ? result.getJsonArray("series").getValuesAs(JsonObject.class) : List.of();
    }

    private static String get(String uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri)).build());
    }

    private static void post(String uri) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(uri))
                .POST(BodyPublishers.noBody())
                .build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
