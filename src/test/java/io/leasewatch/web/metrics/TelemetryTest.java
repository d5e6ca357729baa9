package io.leasewatch.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leasewatch.monitor.export.Boards;
import io.leasewatch.monitor.export.Metric;
import io.leasewatch.monitor.export.Series;
import io.leasewatch.monitor.export.Tags;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final Attributes APP = Attributes.of(AttributeKey.stringKey("pool"), "jdbc/app");

    private final Boards boards = new Boards();
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SdkMeterProvider sdk =
            SdkMeterProvider.builder().registerMetricReader(reader).build();
    private final Telemetry telemetry = new Telemetry(sdk.get("io.leasewatch"), boards.board);

    @AfterEach
    void close() {
        sdk.close();
    }

    @Test
    void quantityIsAnInstrumentOfItsKindWithItsUnitAndDescription() {
        boards.tell(Metric.LEAKS, 3, Tags.POOL, "jdbc/app");
        boards.tell(Metric.SUSPECTS, 2, Tags.POOL, "jdbc/app");
        boards.tell(Metric.UTILIZATION, 0.7, Tags.POOL, "jdbc/app");

        Collection<MetricData> metrics = reader.collectAllMetrics();

        MetricData leaks = one(metrics, Metric.LEAKS);
        assertThat(leaks.getUnit()).isEqualTo("{leak}");
        assertThat(leaks.getDescription()).isEqualTo(Metric.LEAKS.description());
        assertThat(leaks.getLongSumData().isMonotonic()).isTrue();
        assertThat(leaks.getLongSumData().getPoints())
                .extracting(LongPointData::getAttributes, LongPointData::getValue)
                .containsExactly(tuple(APP, 3L));
        MetricData suspects = one(metrics, Metric.SUSPECTS);
        assertThat(suspects.getLongSumData().isMonotonic()).isFalse();
        assertThat(suspects.getLongSumData().getPoints())
                .extracting(LongPointData::getValue)
                .containsExactly(2L);
        assertThat(one(metrics, Metric.UTILIZATION).getDoubleGaugeData().getPoints())
                .extracting(DoublePointData::getValue)
                .containsExactly(0.7);
    }

    @Test
    void whatIsNotInSightIsNoPoint() {
        boards.tell(Metric.EXHAUSTION_ETA, Double.POSITIVE_INFINITY, Tags.POOL, "jdbc/app");

        assertThat(reader.collectAllMetrics())
                .extracting(MetricData::getName)
                .doesNotContain(Metric.EXHAUSTION_ETA.dotted());
    }

    @Test
    void timesAreRecordedInTheBucketsOfTheOthers() {
        telemetry.record(new Series.Distribution(
                Metric.WAIT_TIME, Map.of("pool", "jdbc/app"), List.of(), 0, Map.of(Duration.ofMillis(3), 2L)));

        HistogramPointData waits = one(reader.collectAllMetrics(), Metric.WAIT_TIME)
                .getHistogramData()
                .getPoints()
                .iterator()
                .next();

        assertThat(waits.getCount()).isEqualTo(2);
        assertThat(waits.getBoundaries()).isEqualTo(Series.Distribution.BOUNDS);
    }

    @Test
    void timersOfMicroProfileMetricsHaveTheSameBuckets() throws IOException {
        Properties config = new Properties();
        try (InputStream file = Telemetry.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            config.load(file);
        }
        String buckets = config.getProperty("mp.metrics.distribution.timer.buckets");

        List<Double> seconds = Arrays.stream(
                        buckets.substring(buckets.indexOf('=') + 1).split(","))
                .map(text -> text.endsWith("ms")
                        ? Double.parseDouble(text.replace("ms", "")) / 1000
                        : Double.parseDouble(text.replace("s", "")))
                .toList();
        assertThat(seconds).isEqualTo(Series.Distribution.BOUNDS);
    }

    @Test
    void afterTheEndNobodyIsAskedAnyMore() {
        boards.tell(Metric.SUSPECTS, 2, Tags.POOL, "jdbc/app");
        telemetry.close();

        assertThat(reader.collectAllMetrics()).isEmpty();
    }

    private static MetricData one(Collection<MetricData> metrics, Metric quantity) {
        return metrics.stream()
                .filter(metric -> metric.getName().equals(quantity.dotted()))
                .findFirst()
                .orElseThrow();
    }
}
