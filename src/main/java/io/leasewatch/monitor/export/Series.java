package io.leasewatch.monitor.export;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A quantity of one thing, at one moment. Immutable. */
public sealed interface Series {

    Metric quantity();

    /** What it is told of, by dotted key in the order of the keys. */
    Map<String, String> tags();

    /** Whether it is about that pool. */
    default boolean isOf(String pool) {
        return pool.equals(tags().get(Tags.POOL)) || pool.equals(tags().get(Tags.OTEL_POOL));
    }

    /** A number. Neither it nor anything else in here is NaN; it may be infinite. */
    record Value(Metric quantity, Map<String, String> tags, double value) implements Series {
        public Value {
            tags = sorted(tags);
        }
    }

    /**
     * How often it was how much.
     *
     * @param counts how often it was as much as each of {@link #BOUNDS} and more than the one before; last, how often it was more
     * @param sum of all that was seen
     */
    record Distribution(Metric quantity, Map<String, String> tags, List<Long> counts, double sum) implements Series {

        /** In seconds, from a millisecond to what only leaks last; the timers of MicroProfile Metrics are configured with the same. */
        public static final List<Double> BOUNDS =
                List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0);

        public Distribution {
            tags = sorted(tags);
            counts = List.copyOf(counts);
        }

        long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    private static Map<String, String> sorted(Map<String, String> tags) {
        return Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
