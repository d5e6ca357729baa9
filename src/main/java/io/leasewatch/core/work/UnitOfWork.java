package io.leasewatch.core.work;

/** A unit of work that connections are taken in, and that they should not outlive. */
public enum UnitOfWork {
    REQUEST,
    TRANSACTION,
    OPERATION
}
