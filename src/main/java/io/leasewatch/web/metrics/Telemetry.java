package io.leasewatch.web.metrics;

import io.leasewatch.monitor.export.Metric;
import io.leasewatch.monitor.export.MetricsSnapshot;
import io.leasewatch.monitor.export.Series;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The OpenTelemetry instruments of all metrics. When the server exports, it reads the current values on its own thread. After {@link
 * #close}, the server keeps no reference to the monitor.
 */
final class Telemetry implements AutoCloseable {

    private final MetricsSnapshot snapshot;
    private final Map<Metric, ObservableLongMeasurement> whole = new EnumMap<>(Metric.class);
    private final Map<Metric, ObservableDoubleMeasurement> gauges = new EnumMap<>(Metric.class);
    private final Map<Metric, DoubleHistogram> histograms = new EnumMap<>(Metric.class);
    private final BatchCallback callback;

    Telemetry(Meter meter, MetricsSnapshot snapshot) {
        this.snapshot = snapshot;
        for (Metric metric : Metric.values()) {
            switch (metric.kind()) {
                case LEVEL ->
                    whole.put(
                            metric,
                            meter.upDownCounterBuilder(metric.dotted())
                                    .setUnit(metric.unit())
                                    .setDescription(metric.description())
                                    .buildObserver());
                case COUNTER ->
                    whole.put(
                            metric,
                            meter.counterBuilder(metric.dotted())
                                    .setUnit(metric.unit())
                                    .setDescription(metric.description())
                                    .buildObserver());
                case GAUGE ->
                    gauges.put(
                            metric,
                            meter.gaugeBuilder(metric.dotted())
                                    .setUnit(metric.unit())
                                    .setDescription(metric.description())
                                    .buildObserver());
                case HISTOGRAM ->
                    histograms.put(
                            metric,
                            meter.histogramBuilder(metric.dotted())
                                    .setUnit(metric.unit())
                                    .setDescription(metric.description())
                                    .setExplicitBucketBoundariesAdvice(Series.Distribution.BOUNDS)
                                    .build());
            }
        }
        ObservableMeasurement[] observed =
                Stream.concat(whole.values().stream(), gauges.values().stream()).toArray(ObservableMeasurement[]::new);
        callback = meter.batchCallback(this::observe, observed[0], observed);
    }

    private void observe() {
        for (Series series : snapshot.now()) {
            // OpenTelemetry has no infinite values.
            if (series instanceof Series.Value one && Double.isFinite(one.value())) {
                ObservableDoubleMeasurement gauge = gauges.get(one.metric());
                if (gauge != null) {
                    gauge.record(one.value(), attributes(one.tags()));
                }
                ObservableLongMeasurement number = whole.get(one.metric());
                if (number != null) {
                    number.record((long) one.value(), attributes(one.tags()));
                }
            }
        }
    }

    /** Records the durations that the last update added. */
    void record(Series.Distribution distribution) {
        DoubleHistogram histogram = histograms.get(distribution.metric());
        if (histogram != null) {
            Attributes attributes = attributes(distribution.tags());
            distribution.added().forEach((time, count) -> {
                for (long i = 0; i < count; i++) {
                    histogram.record(time.toNanos() / 1e9, attributes);
                }
            });
        }
    }

    private static Attributes attributes(Map<String, String> tags) {
        AttributesBuilder attributes = Attributes.builder();
        tags.forEach(attributes::put);
        return attributes.build();
    }

    @Override
    public void close() {
        callback.close();
    }
}
