package io.leasewatch.monitor.export;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The current value of a metric for one set of tags. Immutable. */
public sealed interface Series {

    Metric metric();

    /** The tags by dotted key, sorted by key. */
    Map<String, String> tags();

    /** Whether the series belongs to {@code pool}. */
    default boolean isOf(String pool) {
        return pool.equals(tags().get(Tags.POOL)) || pool.equals(tags().get(Tags.OTEL_POOL));
    }

    /** A number, possibly infinite. Series never contain NaN. */
    record Value(Metric metric, Map<String, String> tags, double value) implements Series {
        public Value {
            tags = sorted(tags);
        }
    }

    /**
     * A histogram.
     *
     * @param counts the number of values in each bucket: not cumulative, one for each upper bound in {@link #BOUNDS}, inclusive, and one
     *     for larger values
     * @param sum the sum of all values
     * @param added how many values of each duration were added by the last update
     */
    record Distribution(
            Metric metric, Map<String, String> tags, List<Long> counts, double sum, Map<Duration, Long> added)
            implements Series {

        /**
         * The upper bounds in seconds, from a millisecond to half an hour. The timers of MicroProfile Metrics are configured with the same.
         */
        public static final List<Double> BOUNDS =
                List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0);

        public Distribution {
            tags = sorted(tags);
            counts = List.copyOf(counts);
            added = Map.copyOf(added);
        }

        long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    private static Map<String, String> sorted(Map<String, String> tags) {
        return Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
