package io.leasewatch;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.work.Borrower;
import org.jspecify.annotations.Nullable;

/**
 * A CDI event: {@code void acquired(@Observes LeaseEvent event)}.
 *
 * <p>Fired on the thread of the borrower, so an observer must return quickly. A leak is fired on a thread of Leasewatch.
 *
 * @param kind what happened
 * @param borrower the work that acquired the connection, or that failed
 * @param lease the lease, {@code null} when work failed
 * @param error the exception that the work threw, {@code null} for all other events
 */
public record LeaseEvent(
        Kind kind,
        Borrower borrower,
        @Nullable Lease lease,
        @Nullable Throwable error) {

    /** The kinds of events. */
    public enum Kind {
        OPENED,
        CLOSED,
        LEAKED,
        FAILED
    }
}
