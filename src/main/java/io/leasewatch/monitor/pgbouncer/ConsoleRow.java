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
 * One row of an answer, read by its labels. Versions add columns, drop and rename them, so any may be missing and none is an error.
 */
final class ConsoleRow {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    private final Map<String, String> cells;

    /** Cells that are null are left out. */
    ConsoleRow(Map<String, String> cells) {
        this.cells = new HashMap<>(cells);
    }

    /** Empty when there is none. */
    String text(String label) {
        return cells.getOrDefault(label, "");
    }

    /** {@code null} when there is none, or it is no number. */
    @Nullable
    Long maybe(String label) {
        try {
            return cells.containsKey(label) ? new BigDecimal(text(label)).longValue() : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Zero when there is none. */
    long number(String label) {
        Long number = maybe(label);
        return number == null ? 0 : number;
    }

    /** A count, which is never below zero. */
    int count(String label) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(label)));
    }

    boolean flag(String label) {
        return number(label) != 0;
    }

    /** What is given in two columns: whole seconds, and what is left of them in microseconds. */
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
