package io.leasewatch.core.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Counts and durations in messages for people. */
public final class HumanText {

    private static final List<String> BYTE_UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");

    private HumanText() {}

    /** {@code 1 connection} or {@code 3 connections}; {@code noun} is a singular that takes an s. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Two units at most: {@code 350 ms}, {@code 5.3 s}, {@code 1 min 21 s}, {@code 3 h 5 min}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        long tenths = Math.round(millis / 100.0);
        if (tenths < 600) {
            return tenths % 10 == 0 ? tenths / 10 + " s" : String.format(Locale.ROOT, "%.1f s", tenths / 10.0);
        }
        long seconds = Math.round(millis / 1_000.0);
        if (seconds < 3_600) {
            return units(seconds, "min", "s");
        }
        return units(Math.round(seconds / 60.0), "h", "min");
    }

    /** {@code 900 bytes}, {@code 1.4 MB} or {@code 12 GB}, in powers of 1000. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return count(bytes, "byte");
        }
        double scaled = bytes;
        int unit = -1;
        while (scaled >= 999.5 && unit < BYTE_UNITS.size() - 1) {
            scaled /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, scaled < 9.95 ? "%.1f %s" : "%.0f %s", scaled, BYTE_UNITS.get(unit));
    }

    private static String units(long number, String large, String small) {
        return number / 60 + " " + large + (number % 60 == 0 ? "" : " " + number % 60 + " " + small);
    }
}
