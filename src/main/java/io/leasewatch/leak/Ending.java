package io.leasewatch.leak;

import io.leasewatch.lease.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a leak ended. */
public enum Ending {
    /** The borrower gave it back after all. */
    RETURNED_LATE,
    /** The server took it back when the borrower's unit of work was over. */
    CLOSED_BY_CONTAINER,
    /** Nobody could see any more how it ended. */
    OPEN_AT_STOP;

    static Ending of(@Nullable Outcome outcome) {
        return outcome == Outcome.CLOSED_BY_CONTAINER
                ? CLOSED_BY_CONTAINER
                : outcome == Outcome.OPEN_AT_STOP ? OPEN_AT_STOP : RETURNED_LATE;
    }

    /** Its name in JSON, metrics and logs, such as {@code returned_late}. */
    public String outcome() {
        return name().toLowerCase(Locale.ROOT);
    }
}
