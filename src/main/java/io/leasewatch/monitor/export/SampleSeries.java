package io.leasewatch.monitor.export;

import io.leasewatch.monitor.history.PoolSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts a sample of the history to series. */
final class SampleSeries {

    private SampleSeries() {}

    static List<Series> of(PoolSample sample) {
        Map<String, String> otel = Map.of(Tags.OTEL_POOL, sample.pool());
        Map<String, String> own = Map.of(Tags.POOL, sample.pool());
        List<Series> series = new ArrayList<>();
        add(series, Metric.CONNECTIONS, state(sample, "used"), sample.active());
        add(series, Metric.CONNECTIONS, state(sample, "idle"), sample.idle());
        add(series, Metric.MAX, otel, sample.max());
        add(series, Metric.PENDING, otel, sample.waiting());
        add(series, Metric.TIMEOUTS, otel, sample.timeouts());
        add(series, Metric.UTILIZATION, own, sample.utilization());
        add(series, Metric.PEAK, own, sample.peak());
        add(series, Metric.SUSPECTS, own, sample.leaks());
        return series;
    }

    private static Map<String, String> state(PoolSample sample, String state) {
        return Map.of(Tags.OTEL_POOL, sample.pool(), Tags.OTEL_STATE, state);
    }

    private static void add(List<Series> to, Metric metric, Map<String, String> tags, @Nullable Number value) {
        if (value != null) {
            to.add(new Series.Value(metric, tags, value.doubleValue()));
        }
    }
}
