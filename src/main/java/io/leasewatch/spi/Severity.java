package io.leasewatch.spi;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How bad it is, from the mildest to the worst. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** Its name in JSON, such as {@code warning}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none of them
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
