package io.leasewatch.monitor.advice;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats numbers for people. */
final class NumberText {

    private NumberText() {}

    /** Three significant digits; no fraction from 100 on. */
    static String number(double value) {
        return say(Math.abs(value) < 99.95 ? "%.3g" : "%.0f", value);
    }

    /** {@code 7.13 ms} or {@code 5.30 s}. */
    static String time(double seconds) {
        if (Double.isInfinite(seconds)) {
            return "an unlimited time";
        }
        return seconds < 1 ? number(seconds * 1e3) + " ms" : number(seconds) + " s";
    }

    static String say(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
