package io.leasewatch.core.request;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.work.Borrower;
import java.time.Duration;

/**
 * A request that has ended.
 *
 * @param borrower the operation, the user and the ids
 * @param status the HTTP status, 0 if it is unknown
 * @param duration the time from the dispatch to the application until the end of the request
 * @param busy the part of the duration that counts: without waiting for events, which is all that streams of events and long polls do
 * @param broken whether it ended without a response: an error or a timeout of asynchronous work
 */
public record EndedRequest(Borrower borrower, int status, Duration duration, Duration busy, boolean broken) {

    /** Creates a request that was busy all the time. */
    public EndedRequest(Borrower borrower, int status, Duration duration, boolean broken) {
        this(borrower, status, duration, duration, broken);
    }

    boolean isFailed() {
        return isFailed(status, broken);
    }

    static boolean isFailed(int status, boolean broken) {
        return broken || status >= 500;
    }

    @Override
    public String toString() {
        return borrower.operation().name() + " of " + borrower.operation().service() + " (request "
                + borrower.requestId() + ", status " + status + ", " + HumanText.duration(duration) + ")";
    }
}
