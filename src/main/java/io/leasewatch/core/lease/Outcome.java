package io.leasewatch.core.lease;

/** How a lease ended. */
public enum Outcome {
    /** The borrower closed the connection. */
    RETURNED,
    /** The work of the borrower threw an exception, which ended the lease. */
    FAILED,
    /** The connection was aborted, by its borrower or by the pool. */
    ABORTED,
    /** The borrower did not close the connection; the server did at the end of the unit of work. */
    CLOSED_BY_CONTAINER,
    /** Leasewatch reclaimed the connection. */
    RECLAIMED,
    /** The lease was open when its observation ended. */
    OPEN_AT_STOP;
}
