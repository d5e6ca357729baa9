package io.leasewatch.spi;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The severity of an alert, in ascending order. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** The name in JSON, such as {@code warning}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Parses a name as it stands in JSON.
     *
     * @throws IllegalArgumentException if no severity has this name
     */
    public static Severity of(String word) {
        return Arrays.stream(values())
                .filter(severity -> severity.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("severity must be one of "
                        + Arrays.stream(values()).map(Severity::word).collect(Collectors.joining(", ")) + ", was "
                        + word));
    }
}
