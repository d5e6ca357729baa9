package io.leasewatch.monitor.pgbouncer;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer, read by column label. Columns differ between versions of PgBouncer, so a missing column is not an error.
 */
final class ConsoleRow {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    private final Map<String, String> cells;

    /** @param cells values by column label, without nulls */
    ConsoleRow(Map<String, String> cells) {
        this.cells = new HashMap<>(cells);
    }

    /** Empty if the column is missing. */
    String text(String label) {
        return cells.getOrDefault(label, "");
    }

    /** {@code null} if the column is missing or not a number. */
    @Nullable
    Long maybe(String label) {
        try {
            return cells.containsKey(label) ? new BigDecimal(text(label)).longValue() : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Zero if the column is missing or not a number. */
    long number(String label) {
        Long number = maybe(label);
        return number == null ? 0 : number;
    }

    /** A count; negative values become zero. */
    int count(String label) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(label)));
    }

    boolean flag(String label) {
        return number(label) != 0;
    }

    /** A duration from two columns: whole seconds, and the remaining microseconds. */
    Duration duration(String secondsLabel, String microsLabel) {
        return Duration.ofSeconds(count(secondsLabel)).plusNanos(count(microsLabel) * 1000L);
    }

    @Nullable
    Instant instant(String label) {
        try {
            return LocalDateTime.parse(text(label), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
