package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TelemetryIT {

    @Test
    void leaseTakenInATraceKnowsIt() {
        try (LibertyServer server = ServerSetup.runServer("telemetry")
                .config("<featureManager><feature>mpTelemetry-2.1</feature></featureManager>")
                .env("OTEL_SDK_DISABLED", "false")
                .env("OTEL_TRACES_EXPORTER", "none")
                .env("OTEL_METRICS_EXPORTER", "none")
                .env("OTEL_LOGS_EXPORTER", "none")
                .start("leasewatch", "bookshop")) {

            server.get("/bookshop/api/trouble/leak-request");

            assertThat(new Monitor(server).leases())
                    .singleElement()
                    .extracting(lease -> lease.getString("traceId"))
                    .asString()
                    .matches("[0-9a-f]{32}");
        }
    }
}
