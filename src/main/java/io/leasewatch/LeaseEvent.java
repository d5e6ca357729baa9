package io.leasewatch;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.work.Borrower;
import org.jspecify.annotations.Nullable;

/**
 * A CDI event: {@code void taken(@Observes LeaseEvent event)}. Fired on the borrower's own thread, so an observer must
 * be quick; for a leak, on Leasewatch's.
 *
 * @param kind what happened
 * @param borrower whose work it was
 * @param lease the lease it is about, {@code null} when work failed
 * @param error what the work failed with, {@code null} otherwise
 */
public record LeaseEvent(
        Kind kind,
        Borrower borrower,
        @Nullable Lease lease,
        @Nullable Throwable error) {

    /** What happened to a lease. */
    public enum Kind {
        OPENED,
        CLOSED,
        LEAKED,
        FAILED
    }
}
