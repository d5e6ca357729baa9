package io.leasewatch.lease;

/** How much of the stack is kept when a lease is taken. */
public enum CaptureMode {
    /** The application's own frame: one bounded walk. */
    SITE,
    /** Nothing; the lease still has its borrower. */
    OFF
}
