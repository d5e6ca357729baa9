package io.leasewatch.core.site;

/** How much of the stack is captured when a lease is opened. */
public enum CaptureMode {
    /** The frame of the application: one bounded walk. */
    SITE,
    /** The frame of the application and the whole stack; the cost grows with the depth of the stack. */
    FULL,
    /** The frame of the application, for a random sample of the leases. */
    SAMPLED,
    /** Nothing. The lease still has its borrower. */
    OFF
}
