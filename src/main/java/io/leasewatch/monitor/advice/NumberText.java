package io.leasewatch.monitor.advice;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
final class NumberText {

    private NumberText() {}

    /** Three digits, or more where they stand before the point. */
    static String number(double value) {
        return say(Math.abs(value) < 99.95 ? "%.3g" : "%.0f", value);
    }

    static String time(double seconds) {
        if (Double.isInfinite(seconds)) {
            return "for ever";
        }
        return seconds < 1 ? number(seconds * 1e3) + " ms" : number(seconds) + " s";
    }

    static String say(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
