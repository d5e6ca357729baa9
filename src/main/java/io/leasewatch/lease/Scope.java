package io.leasewatch.lease;

import org.jspecify.annotations.Nullable;

/**
 * What a thread works on: a request, or a declared lease inside one.
 *
 * @param borrower who takes the leases taken in here
 * @param declared the declared lease this is the work of, {@code null} for a request
 * @param outer what this is a part of, {@code null} at the outermost
 */
public record Scope(
        Borrower borrower,
        @Nullable Lease declared,
        @Nullable Scope outer) {

    /** The work of a request. */
    public Scope(Borrower borrower) {
        this(borrower, null, null);
    }

    /** Whether its work is over, which another thread may have said. */
    boolean isOver() {
        return declared != null && !declared.isOpen();
    }
}
