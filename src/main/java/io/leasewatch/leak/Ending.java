package io.leasewatch.leak;

import java.util.Locale;

/** How a leak ended. */
public enum Ending {
    /** The borrower gave it back after all. */
    RETURNED_LATE;

    /** Its name in JSON, metrics and logs, such as {@code returned_late}. */
    public String outcome() {
        return name().toLowerCase(Locale.ROOT);
    }
}
