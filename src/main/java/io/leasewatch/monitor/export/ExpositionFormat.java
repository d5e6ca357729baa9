package io.leasewatch.monitor.export;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The text formats that Prometheus scrapes: Prometheus text and OpenMetrics. Both contain current values only. */
enum ExpositionFormat {
    PROMETHEUS(PrometheusTextFormatWriter.create()),
    OPENMETRICS(new OpenMetricsTextFormatWriter(false, false));

    private static final List<Double> BOUNDS = Stream.concat(
                    Series.Distribution.BOUNDS.stream(), Stream.of(Double.POSITIVE_INFINITY))
            .toList();

    private final ExpositionFormatWriter writer;

    ExpositionFormat(ExpositionFormatWriter writer) {
        this.writer = writer;
    }

    /** Writes all series, and leaves {@code out} open. */
    void write(Collection<Series> series, OutputStream out) throws IOException {
        Map<Metric, List<Series>> families =
                series.stream().collect(Collectors.groupingBy(Series::metric, TreeMap::new, Collectors.toList()));
        writer.write(
                out,
                new MetricSnapshots(families.entrySet().stream()
                        .map(family -> snapshot(family.getKey(), family.getValue()))
                        .toList()));
    }

    private static MetricSnapshot snapshot(Metric metric, List<Series> series) {
        MetricMetadata metadata = new MetricMetadata(metric.underscored(), metric.description(), unit(metric));
        return switch (metric.kind()) {
            case LEVEL, GAUGE ->
                new GaugeSnapshot(
                        metadata,
                        values(series)
                                .map(one -> new GaugeDataPointSnapshot(one.value(), labels(one), null))
                                .toList());
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        values(series)
                                .map(one -> new CounterDataPointSnapshot(one.value(), labels(one), null, 0))
                                .toList());
            case HISTOGRAM ->
                new HistogramSnapshot(
                        metadata,
                        distributions(series).map(ExpositionFormat::point).toList());
        };
    }

    private static Stream<Series.Value> values(List<Series> series) {
        return series.stream().filter(Series.Value.class::isInstance).map(Series.Value.class::cast);
    }

    private static Stream<Series.Distribution> distributions(List<Series> series) {
        return series.stream().filter(Series.Distribution.class::isInstance).map(Series.Distribution.class::cast);
    }

    private static HistogramDataPointSnapshot point(Series.Distribution one) {
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(BOUNDS, one.counts()), one.sum(), labels(one), Exemplars.EMPTY, 0);
    }

    private static Labels labels(Series one) {
        Labels.Builder labels = Labels.builder();
        one.tags().forEach((key, value) -> labels.label(Metric.underscored(key), value));
        return labels.build();
    }

    private static @Nullable Unit unit(Metric metric) {
        return metric.isTime() ? Unit.SECONDS : metric.isRatio() ? Unit.RATIO : null;
    }
}
