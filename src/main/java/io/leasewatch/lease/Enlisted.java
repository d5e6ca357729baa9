package io.leasewatch.lease;

/** Whether a connection is part of a JTA transaction that goes on. */
public enum Enlisted {
    NO,
    YES,
    UNKNOWN
}
