package io.leasewatch.core.lease;

/** How much of the stack is kept when a lease is taken. */
public enum CaptureMode {
    /** The application's own frame: one bounded walk. */
    SITE,
    /** The application's own frame and the whole stack, which costs more the deeper it is. */
    FULL,
    /** The application's own frame of one lease in so many. */
    SAMPLED,
    /** Nothing; the lease still has its borrower. */
    OFF
}
