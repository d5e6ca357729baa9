package io.leasewatch.core.lease;

/** How a lease ended. */
public enum Outcome {
    /** The borrower gave it back. */
    RETURNED,
    /** The borrower's work threw; the lease is over all the same. */
    FAILED,
    /** The connection was aborted, by its borrower or by the pool. */
    ABORTED,
    /** The borrower did not give it back; the server did when the unit of work was over. */
    CLOSED_BY_CONTAINER,
    /** Leasewatch took it back from a borrower who would not have given it back. */
    RECLAIMED,
    /** It was out when the one who would have seen its end stopped looking. */
    OPEN_AT_STOP;
}
