package io.leasewatch.lease;

/** A unit of work that connections are taken in, and that they should not outlive. */
public enum Unit {
    REQUEST,
    TRANSACTION,
    OPERATION
}
