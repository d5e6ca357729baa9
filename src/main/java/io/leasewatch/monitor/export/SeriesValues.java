package io.leasewatch.monitor.export;

import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of all series but histograms. Not thread-safe. */
final class SeriesValues {

    private final MetricLabels labels;
    private final CounterIncreases counters = new CounterIncreases();
    private final Map<Name, Cell> cells = new LinkedHashMap<>();

    SeriesValues(MetricLabels labels) {
        this.labels = labels;
    }

    /** The values of {@code sources} now. Counters continue when those of a source begin anew. */
    List<Series> collect(List<SeriesSource> sources) {
        cells.values().forEach(cell -> cell.isSet = false);
        sources.forEach(source -> source.collect(this::add));
        return cells.values().stream()
                .filter(cell -> cell.isSet)
                .map(Cell::series)
                .toList();
    }

    /** Removes the series of names that have none of their own any more. */
    void removeLost() {
        cells.keySet().removeIf(name -> !labels.of(name.tags).equals(name.tags));
    }

    private void add(Metric metric, @Nullable Number number, String... tags) {
        if (number == null || Double.isNaN(number.doubleValue())) {
            return;
        }
        Name source = new Name(metric, List.of(tags));
        Name name = new Name(metric, labels.of(source.tags));
        Cell cell = cells.computeIfAbsent(name, Cell::new);
        if (metric.kind() == Metric.Kind.COUNTER) {
            cell.value += counters.increase(source, number.longValue());
        } else if (cell.isSet && name.tags.contains(BoundedLabels.OTHER)) {
            cell.value = metric.combined(cell.value, number.doubleValue());
        } else {
            cell.value = number.doubleValue();
        }
        cell.isSet = true;
    }

    /** A series; {@code tags} are alternating keys and values. */
    private record Name(Metric metric, List<String> tags) {}

    private static final class Cell {
        private final Metric metric;
        private final Map<String, String> tags = new TreeMap<>();
        private double value;
        private boolean isSet;

        Cell(Name name) {
            metric = name.metric;
            for (int i = 0; i < name.tags.size(); i += 2) {
                tags.put(name.tags.get(i), name.tags.get(i + 1));
            }
        }

        Series series() {
            return new Series.Value(metric, tags, value);
        }
    }

    /** The increases of counters that may begin anew, such as after a reset. */
    private static final class CounterIncreases {

        /** Bounds the memory when pools come and go. */
        private static final int MOST = 20_000;

        private final Map<Name, Long> before = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Name, Long> eldest) {
                return size() > MOST;
            }
        };

        long increase(Name name, long now) {
            Long then = now == 0 ? before.remove(name) : before.put(name, now);
            return then == null || now < then ? now : now - then;
        }
    }
}
