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
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An instrument of OpenTelemetry for every quantity. When the server exports, it asks here what they are at that moment, on a thread of
 * its own; until {@link #close}, after which it has nothing of this monitor left.
 */
final class Telemetry implements AutoCloseable {

    private final MetricsSnapshot board;
    private final Map<Metric, ObservableLongMeasurement> whole = new EnumMap<>(Metric.class);
    private final Map<Metric, ObservableDoubleMeasurement> gauges = new EnumMap<>(Metric.class);
    private final Map<Metric, DoubleHistogram> histograms = new EnumMap<>(Metric.class);
    private final BatchCallback callback;

    Telemetry(Meter meter, MetricsSnapshot board) {
        this.board = board;
        for (Metric quantity : Metric.values()) {
            switch (quantity.kind()) {
                case LEVEL ->
                    whole.put(
                            quantity,
                            meter.upDownCounterBuilder(quantity.dotted())
                                    .setUnit(quantity.unit())
                                    .setDescription(quantity.description())
                                    .buildObserver());
                case COUNTER ->
                    whole.put(
                            quantity,
                            meter.counterBuilder(quantity.dotted())
                                    .setUnit(quantity.unit())
                                    .setDescription(quantity.description())
                                    .buildObserver());
                case GAUGE ->
                    gauges.put(
                            quantity,
                            meter.gaugeBuilder(quantity.dotted())
                                    .setUnit(quantity.unit())
                                    .setDescription(quantity.description())
                                    .buildObserver());
                case HISTOGRAM ->
                    histograms.put(
                            quantity,
                            meter.histogramBuilder(quantity.dotted())
                                    .setUnit(quantity.unit())
                                    .setDescription(quantity.description())
                                    .setExplicitBucketBoundariesAdvice(Series.Distribution.BOUNDS)
                                    .build());
            }
        }
        ObservableMeasurement[] observed =
                Stream.concat(whole.values().stream(), gauges.values().stream()).toArray(ObservableMeasurement[]::new);
        callback = meter.batchCallback(this::observe, observed[0], observed);
    }

    private void observe() {
        for (Series series : board.now()) {
            // OpenTelemetry has no point for what is not in sight.
            if (series instanceof Series.Value one && Double.isFinite(one.value())) {
                ObservableDoubleMeasurement gauge = gauges.get(one.quantity());
                if (gauge != null) {
                    gauge.record(one.value(), attributes(one.tags()));
                }
                ObservableLongMeasurement number = whole.get(one.quantity());
                if (number != null) {
                    number.record((long) one.value(), attributes(one.tags()));
                }
            }
        }
    }

    /** Something took that long {@code count} times. */
    void record(Metric quantity, Duration time, long count, Attributes attributes) {
        DoubleHistogram histogram = histograms.get(quantity);
        if (histogram != null) {
            for (long i = 0; i < count; i++) {
                histogram.record(time.toNanos() / 1e9, attributes);
            }
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
