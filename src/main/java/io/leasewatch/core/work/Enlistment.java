package io.leasewatch.core.work;

/** Whether a connection is part of an active JTA transaction. */
public enum Enlistment {
    NO,
    YES,
    /** Part of an active transaction that can only be rolled back. */
    ROLLBACK_ONLY,
    UNKNOWN
}
