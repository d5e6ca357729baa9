package io.leasewatch.core.text;

import java.util.Arrays;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The logger of a class of Leasewatch. Every message and parameter passes {@link LogText}, so that a name of an application cannot
 * forge a line, and every exception is logged as a {@link SafeError}. Thread-safe.
 */
public final class SafeLogger implements System.Logger {

    private final System.Logger log;

    private SafeLogger(System.Logger log) {
        this.log = log;
    }

    /** The logger that has the name of {@code type}. */
    public static System.Logger of(Class<?> type) {
        return new SafeLogger(System.getLogger(type.getName()));
    }

    @Override
    public String getName() {
        return log.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return log.isLoggable(level);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable error) {
        if (isLoggable(level)) {
            log.log(level, bundle, encode(message), error == null ? null : SafeError.of(error));
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        if (isLoggable(level)) {
            log.log(level, bundle, encode(format), values == null ? null : encode(values));
        }
    }

    private static @Nullable Object[] encode(@Nullable Object[] values) {
        return Arrays.stream(values)
                .map(value -> value == null ? null : LogText.encode(value.toString()))
                .toArray();
    }

    private static @Nullable String encode(@Nullable String text) {
        return text == null ? null : LogText.encode(text);
    }
}
