package io.leasewatch.web.metrics;

import io.leasewatch.monitor.Exporting;
import io.leasewatch.monitor.export.MetricsListener;
import io.leasewatch.monitor.export.Series;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes the metrics through OpenTelemetry, from the first update on. Called only on the thread that publishes metrics. */
@ApplicationScoped
public class TelemetryPublisher implements MetricsListener {

    @Inject
    private Instance<OpenTelemetry> openTelemetry;

    @Inject
    private Exporting exporting;

    private @Nullable Telemetry telemetry;

    @Override
    public void updated(List<Series> series) {
        Telemetry now = telemetry;
        if (now == null) {
            if (!openTelemetry.isResolvable()) {
                return;
            }
            now = new Telemetry(openTelemetry.get().getMeter("io.leasewatch"), exporting.metrics());
            telemetry = now;
        }
        for (Series one : series) {
            if (one instanceof Series.Distribution distribution) {
                now.record(distribution);
            }
        }
    }

    @PreDestroy
    void close() {
        if (telemetry != null) {
            telemetry.close();
        }
    }
}
