package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a leak ended. */
public enum Ending {
    /** The borrower returned the connection after all. */
    RETURNED_LATE,
    /** The server closed the connection at the end of the borrower's unit of work. */
    CLOSED_BY_CONTAINER,
    /** Leasewatch closed the connection. */
    RECLAIMED,
    /** The borrower's handle was garbage-collected; the connection was then returned or discarded. */
    COLLECTED,
    /** It was declared as intentional, so it is no leak any more. The lease is still open. */
    MEANT,
    /** It was open when the monitor stopped, so its ending is unknown. */
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
