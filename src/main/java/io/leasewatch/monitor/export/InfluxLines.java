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
 * The line protocol of InfluxDB: one measurement, a line for everything that has the same tags, a field for each quantity. Fields are
 * called as Prometheus calls them; of distributions there are count and sum. Timestamps are in nanoseconds.
 *
 * <p>Infinity cannot be written, and is left out. A quantity that is counted is always an integer and any other always a float,
 * because a field may not change its type.
 */
final class InfluxLines {

    static final String MEASUREMENT = "leasewatch";

    private InfluxLines() {}

    /** Writes {@code series} as they were {@code at}, each with the tags {@code common} on top of its own. */
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
        String name = series.quantity().underscored();
        if (series instanceof Distribution distribution) {
            fields.put(name + "_count", distribution.count() + "i");
            fields.put(name + "_sum", Double.toString(distribution.sum()));
        } else if (series instanceof Value value && Double.isFinite(value.value())) {
            boolean counter = series.quantity().kind() == Metric.Kind.COUNTER;
            fields.put(
                    counter ? name + "_total" : name,
                    series.quantity().isCount() ? Math.round(value.value()) + "i" : Double.toString(value.value()));
        }
    }

    private static String head(Map<String, String> tags) {
        StringBuilder head = new StringBuilder(MEASUREMENT);
        tags.forEach((key, value) -> {
            String escaped = escaped(value);
            // A tag without a value would be an error.
            if (!escaped.isEmpty()) {
                head.append(',').append(escaped(key)).append('=').append(escaped);
            }
        });
        return head.toString();
    }

    /**
     * A key or value of a tag. There is no way to write a control character, nor a backslash that stands before a character that has
     * to be escaped, or at the end: the first become spaces, the others slashes.
     */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ")
                .replaceAll("\\\\(?=[\\\\,= ]|$)", "/")
                .replaceAll("([,= ])", "\\\\$1");
    }
}
