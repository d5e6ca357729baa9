package io.leasewatch.core.request;

import io.leasewatch.core.work.Borrower;
import java.time.Duration;

/**
 * A request that is over.
 *
 * @param borrower who it was: operation, user, ids
 * @param status the HTTP status, 0 when it is not known
 * @param duration how long it took, from the server's handing it to the application to its end
 * @param broken whether it ended without an answer: an error or a timeout of asynchronous work
 */
public record EndedRequest(Borrower borrower, int status, Duration duration, boolean broken) {

    boolean isFailed() {
        return broken || status >= 500;
    }

    @Override
    public String toString() {
        return borrower.operation().name() + " of " + borrower.operation().service() + " (request "
                + borrower.requestId() + ", status " + status + ", " + duration + ")";
    }
}
