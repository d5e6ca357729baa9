package io.leasewatch.core.work;

/** Whether a connection is part of a JTA transaction that goes on. */
public enum Enlistment {
    NO,
    YES,
    /** Of one that goes on, and can only be rolled back. */
    ROLLBACK_ONLY,
    UNKNOWN
}
