package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with mpTelemetry. */
class TelemetryIT {

    private static final OtlpCollector COLLECTOR = new OtlpCollector();
    private static LibertyServer server;

    @BeforeAll
    static void start() {
        server = ServerSetup.runServer("telemetry")
                .config("<featureManager><feature>mpTelemetry-2.1</feature></featureManager>")
                .env("OTEL_SDK_DISABLED", "false")
                .env("OTEL_TRACES_EXPORTER", "none")
                .env("OTEL_LOGS_EXPORTER", "none")
                .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.endpoint())
                .env("OTEL_METRIC_EXPORT_INTERVAL", "1000")
                .start("leasewatch", "bookshop");
    }

    @AfterAll
    static void stop() {
        server.close();
        COLLECTOR.close();
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
        assertThat(leaks.getDescription()).isEqualTo("Leaks found, each lease once");
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
