package io.leasewatch.core.text;

import java.time.Duration;
import java.util.Locale;

/** Counts and durations in messages for people. */
public final class HumanText {

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

    private static String units(long number, String large, String small) {
        return number / 60 + " " + large + (number % 60 == 0 ? "" : " " + number % 60 + " " + small);
    }
}
