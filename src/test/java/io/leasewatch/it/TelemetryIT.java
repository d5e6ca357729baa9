package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.programs.Program;
import io.leasewatch.programs.VictoriaMetrics;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that tells others what it measures: a collector of OpenTelemetry, and what understands InfluxDB's lines. */
class TelemetryIT {

    private static final String EXPORT = "/leasewatch/api/monitoring/database?format=";
    private static final OtlpCollector COLLECTOR = new OtlpCollector();
    private static final int VICTORIA = Program.freePort();

    @TempDir
    private static Path folder;

    private static @Nullable VictoriaMetrics victoria;
    private static LibertyServer server;

    @BeforeAll
    static void start() {
        // Before the server, which would pause longer and longer while it is not there.
        victoria = Program.find("victoria-metrics")
                .map(program -> new VictoriaMetrics(program, VICTORIA, folder))
                .orElse(null);
        server = ServerSetup.runServer("telemetry")
                .config("<featureManager><feature>mpTelemetry-2.1</feature></featureManager>")
                .env("OTEL_SDK_DISABLED", "false")
                .env("OTEL_TRACES_EXPORTER", "none")
                .env("OTEL_LOGS_EXPORTER", "none")
                .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.endpoint())
                .env("OTEL_METRIC_EXPORT_INTERVAL", "1000")
                .env("LEASEWATCH_HISTORY_INTERVAL", "PT1S")
                .env("LEASEWATCH_INFLUX_URL", "http://127.0.0.1:" + VICTORIA)
                .env("LEASEWATCH_INFLUX_BUCKET", "shop")
                .env("LEASEWATCH_INFLUX_TOKEN", "t0ken-that-nobody-reads")
                .env("LEASEWATCH_INFLUX_INTERVAL", "PT1S")
                .start("leasewatch", "bookshop");
    }

    @AfterAll
    static void stop() {
        server.close();
        COLLECTOR.close();
        if (victoria != null) {
            victoria.close();
        }
    }

    @Test
    void poolsArePushedWithTheNumbersOfTheApi() {
        Program.need("victoria-metrics");
        server.get("/bookshop/api/trouble/leak-thread");
        Monitor monitor = new Monitor(server);
        monitor.openLeaks(1);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(monitor.pool("jdbc/bookshop").getInt("inUseCount")).isEqualTo(1);
            assertThat(pushed("db_client_connection_count{db_client_connection_pool_name=\"jdbc/bookshop\","
                            + "db_client_connection_state=\"used\"}"))
                    .containsExactly("1");
            assertThat(pushed("leasewatch_lease_suspects{pool=\"jdbc/bookshop\"}"))
                    .containsExactly("1");
            assertThat(pushed("db_client_connection_max{db_client_connection_pool_name=\"jdbc/bookshop\"}"))
                    .containsExactly("10");
        });
        await().atMost(SOON).until(() -> monitor.metric("leasewatch_influx_pushes_total{outcome=\"delivered\"}") > 0);
        assertThat(server.log().lines("t0ken-that-nobody-reads")).isEmpty();
        monitor.heal();
    }

    @Test
    void historyIsExportedAsTablesAndLines() {
        server.get("/bookshop/api/books");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(export("csv&history=true&pool=jdbc/bookshop&limit=3"))
                        .hasSize(4)
                        .first()
                        .asString()
                        .startsWith("timestamp,instance,pool,utilization,"));

        assertThat(export("csv&history=true&pool=jdbc/bookshop&limit=3"))
                .filteredOn(row -> row.contains(",jdbc/bookshop,"))
                .hasSize(3);
        assertThat(export("influx&history=true&pool=jdbc/bookshop&limit=1"))
                .hasSize(4)
                .allMatch(line -> line.startsWith("leasewatch,") && line.contains("jdbc/bookshop"));
        assertThat(export("csv&aggregated=true&pool=jdbc/bookshop"))
                .hasSizeGreaterThan(1)
                .first()
                .asString()
                .startsWith("from,instance,pool,samples,utilizationMin,");
        assertThat(export("csv&history=true&service=bookshop"))
                .hasSizeGreaterThan(1)
                .first()
                .isEqualTo("timestamp,instance,service,acquired,released,active,errors,leaks,holdMillis");
        assertThat(server.get(EXPORT + "influx&aggregated=true", VIEWER).status())
                .isEqualTo(400);
    }

    private static List<String> export(String query) {
        Answer answer = server.get(EXPORT + query, VIEWER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    /** The last values of a series in the store that is pushed to. */
    private static List<String> pushed(String series) throws IOException, InterruptedException {
        return requireNonNull(victoria).values("leasewatch_" + series);
    }

    @Test
    void leaseTakenInATraceKnowsIt() {
        server.get("/bookshop/api/trouble/leak-request");

        assertThat(new Monitor(server).leases())
                .extracting(lease -> lease.getString("traceId"))
                .isNotEmpty()
                .allMatch(trace -> trace.matches("[0-9a-f]{32}"));
        new Monitor(server).heal();
    }

    @Test
    void poolsAreExportedWithTheNumbersOfTheApi() {
        Monitor monitor = new Monitor(server);
        server.get("/bookshop/api/books");
        for (int i = 0; i < 2; i++) {
            server.get("/bookshop/api/trouble/leak-thread");
        }
        monitor.openLeaks(2);

        await().atMost(SOON).untilAsserted(() -> {
            JsonObject pool = monitor.pool("jdbc/bookshop");
            assertThat(pool.getInt("inUseCount")).isEqualTo(2);
            Map<String, String> otel = Map.of("db.client.connection.pool.name", "jdbc/bookshop");
            Map<String, String> own = Map.of("pool", "jdbc/bookshop");
            assertThat(used("jdbc/bookshop", "used")).isEqualTo(2);
            assertThat(used("jdbc/bookshop", "idle")).isEqualTo(pool.getInt("idleCount"));
            assertThat(COLLECTOR.value("db.client.connection.max", otel)).isEqualTo(10);
            assertThat(COLLECTOR.value("leasewatch.pool.utilization", own)).isEqualTo(0.2);
            assertThat(COLLECTOR.value("leasewatch.lease.suspects", own)).isEqualTo(2);
            assertThat(COLLECTOR.value("leasewatch.leaks", Map.of("pool", "jdbc/bookshop", "kind", "thread_ended")))
                    .isEqualTo(2);
            assertThat(COLLECTOR.count("db.client.connection.wait_time", "jdbc/bookshop"))
                    .isPositive();
        });
        Metric leaks = COLLECTOR.metric("leasewatch.leaks").orElseThrow();
        assertThat(leaks.getUnit()).isEqualTo("{leak}");
        assertThat(leaks.getDescription()).isEqualTo("Leaks found, one per lease");
        assertThat(leaks.getSum().getIsMonotonic()).isTrue();
        assertThat(leaks.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        assertThat(COLLECTOR
                        .metric("db.client.connection.wait_time")
                        .orElseThrow()
                        .getHistogram()
                        .getDataPoints(0)
                        .getExplicitBoundsList())
                .startsWith(0.001, 0.005)
                .endsWith(300.0, 1800.0);

        monitor.heal();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(used("jdbc/bookshop", "used")).isZero());
    }

    private static double used(String pool, String state) {
        return COLLECTOR.value(
                "db.client.connection.count",
                Map.of("db.client.connection.pool.name", pool, "db.client.connection.state", state));
    }
}
