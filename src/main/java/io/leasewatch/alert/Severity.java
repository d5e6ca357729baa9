package io.leasewatch.alert;

import java.util.Locale;

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
}
