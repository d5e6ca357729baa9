package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;

/**
 * Is notified of every lease. Called on the thread of the borrower unless stated otherwise, so the methods must return quickly
 * and must not block. An exception is logged once and has no other effect.
 *
 * <p>Registered with {@link LeaseRegistry#addListener}, or found by {@link java.util.ServiceLoader} with the class loader of the
 * library.
 */
public interface LeaseListener {

    /** A lease was opened. */
    default void opened(Lease lease) {}

    /** A lease was closed; see {@link Lease#outcome()}. Its {@link Lease#handle()} is not available after this call. */
    default void closed(Lease lease) {}

    /**
     * An acquisition from {@code pool} ended after {@code nanos} nanoseconds: with a connection, before {@link #opened} is called
     * for its lease, or with a timeout. Not called if the start of the acquisition was not observed.
     */
    default void waited(Pool pool, long nanos) {}

    /** An acquisition from {@code pool} at {@code site} timed out. */
    default void timedOut(Pool pool, Site site) {}

    /** A lease was reported as a leak. Called on the thread of the sweep. */
    default void leaked(Lease lease) {}

    /** The borrower closes the connection of {@code lease} at {@code site}, in a transaction that it neither committed nor rolled back. */
    default void uncommitted(Lease lease, Site site) {}

    /** The server destroyed the connection of {@code lease}, because it was returned in a transaction. */
    default void destroyed(Lease lease) {}

    /** Work of {@code borrower} failed with {@code error}. */
    default void failed(Borrower borrower, Throwable error) {}
}
