package io.leasewatch.monitor.export;

import io.leasewatch.monitor.export.Series.Distribution;
import io.leasewatch.monitor.export.Series.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the line protocol of InfluxDB: one measurement, a line for each set of tags, a field for each metric. Fields have the names of the
 * Prometheus metrics; distributions are written as count and sum. Timestamps are in nanoseconds.
 *
 * <p>Infinite values cannot be represented and are left out. Counts are always integers, other values always floats, because the type of a
 * field must not change.
 */
final class InfluxLines {

    static final String MEASUREMENT = "leasewatch";

    private InfluxLines() {}

    /** Writes {@code series} with the timestamp {@code at}, each with its own tags and the tags {@code common}. */
    static void write(Collection<Series> series, Map<String, String> common, Instant at, Appendable out)
            throws IOException {
        Map<String, Map<String, String>> lines = new LinkedHashMap<>();
        for (Series one : series) {
            Map<String, String> tags = new TreeMap<>(common);
            one.tags().forEach((key, value) -> tags.put(Metric.underscored(key), value));
            addFields(one, lines.computeIfAbsent(head(tags), head -> new LinkedHashMap<>()));
        }
        String time = BigDecimal.valueOf(at.getEpochSecond())
                .movePointRight(9)
                .add(BigDecimal.valueOf(at.getNano()))
                .toPlainString();
        for (Map.Entry<String, Map<String, String>> line : lines.entrySet()) {
            if (!line.getValue().isEmpty()) {
                out.append(line.getKey()).append(' ');
                String separator = "";
                for (Map.Entry<String, String> field : line.getValue().entrySet()) {
                    out.append(separator).append(field.getKey()).append('=').append(field.getValue());
                    separator = ",";
                }
                out.append(' ').append(time).append('\n');
            }
        }
    }

    private static void addFields(Series series, Map<String, String> fields) {
        String name = series.metric().underscored();
        if (series instanceof Distribution distribution) {
            fields.put(name + "_count", distribution.count() + "i");
            fields.put(name + "_sum", Double.toString(distribution.sum()));
        } else if (series instanceof Value value && Double.isFinite(value.value())) {
            boolean counter = series.metric().kind() == Metric.Kind.COUNTER;
            fields.put(
                    counter ? name + "_total" : name,
                    series.metric().isCount() ? Math.round(value.value()) + "i" : Double.toString(value.value()));
        }
    }

    private static String head(Map<String, String> tags) {
        StringBuilder head = new StringBuilder(MEASUREMENT);
        tags.forEach((key, value) -> {
            String escaped = escaped(value);
            // InfluxDB rejects a tag without a value.
            if (!escaped.isEmpty()) {
                head.append(',').append(escaped(key)).append('=').append(escaped);
            }
        });
        return head.toString();
    }

    /**
     * Escapes the key or value of a tag. The protocol cannot represent control characters, which become spaces, nor a backslash at the end
     * or before a character to be escaped, which becomes a slash.
     */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ")
                .replaceAll("\\\\(?=[\\\\,= ]|$)", "/")
                .replaceAll("([,= ])", "\\\\$1");
    }
}
