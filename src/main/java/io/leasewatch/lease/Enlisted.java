package io.leasewatch.lease;

/** Whether a connection is part of a JTA transaction that goes on. */
public enum Enlisted {
    NO,
    YES,
    /** Of one that goes on, and can only be rolled back. */
    ROLLBACK_ONLY,
    UNKNOWN
}
