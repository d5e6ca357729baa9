package io.leasewatch.monitor.export;

import io.leasewatch.monitor.export.Series.Distribution;
import io.leasewatch.monitor.export.Series.Value;
import java.util.List;
import java.util.Map;

/** One series of each kind, of pools with all sorts of names. */
final class Samples {

    /** Everything that means something to a format in here, and letters of others. */
    static final List<String> NASTY_NAMES = List.of(
            "jdbc/plain",
            "a,b=c d",
            "say \"hi\"",
            "back\\slash",
            "ends in one\\",
            "a\\,b",
            "a\\\\ b",
            "two\nlines",
            "tab\there",
            "Bücher 書",
            "=1+1",
            "-5",
            "@here",
            "#5");

    private Samples() {}

    static List<Series> ofPool(String pool) {
        return List.of(
                new Value(Metric.CONNECTIONS, Map.of(Tags.OTEL_POOL, pool, Tags.OTEL_STATE, "used"), 7),
                new Value(Metric.UTILIZATION, Map.of(Tags.POOL, pool), 0.7),
                new Value(Metric.LEAKS, Map.of(Tags.POOL, pool, Tags.KIND, "overdue"), 3),
                new Value(Metric.EXHAUSTION_ETA, Map.of(Tags.POOL, pool), Double.POSITIVE_INFINITY),
                new Distribution(
                        Metric.USE_TIME,
                        Map.of(Tags.OTEL_POOL, pool),
                        List.of(5L, 0L, 0L, 0L, 0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L),
                        2000.625,
                        Map.of()));
    }
}
