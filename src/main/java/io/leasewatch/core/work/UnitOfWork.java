package io.leasewatch.core.work;

/** The units of work in which connections are acquired and by whose end they should be returned. */
public enum UnitOfWork {
    REQUEST,
    TRANSACTION,
    OPERATION
}
