package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a leak ended. */
public enum Ending {
    /** The borrower gave it back after all. */
    RETURNED_LATE,
    /** The server took it back when the borrower's unit of work was over. */
    CLOSED_BY_CONTAINER,
    /** Leasewatch took it back. */
    RECLAIMED,
    /** The connection came back or was thrown away when nobody could reach the borrower's handle any more. */
    COLLECTED,
    /** Nobody could see any more how it ended. */
    OPEN_AT_STOP;

    static Ending of(@Nullable Outcome outcome) {
        return outcome == null
                ? RETURNED_LATE
                : switch (outcome) {
                    case CLOSED_BY_CONTAINER -> CLOSED_BY_CONTAINER;
                    case RECLAIMED -> RECLAIMED;
                    case OPEN_AT_STOP -> OPEN_AT_STOP;
                    case RETURNED, FAILED, ABORTED -> RETURNED_LATE;
                };
    }

    /** Its name in JSON, metrics and logs, such as {@code returned_late}. */
    public String outcome() {
        return name().toLowerCase(Locale.ROOT);
    }
}
