package io.leasewatch.lease;

/** How a lease ended. */
public enum Outcome {
    /** The borrower gave it back. */
    RETURNED,
    /** The borrower's work threw; the lease is over all the same. */
    FAILED,
    /** The borrower aborted the connection. */
    ABORTED;
}
