package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;

/**
 * Hears of every lease. Called on the borrower's thread unless said otherwise, so it must be quick and never wait; what it throws
 * is logged once and goes no further.
 *
 * <p>Registered with {@link LeaseRegistry#addListener}, or found as a service by {@link java.util.ServiceLoader} from the
 * library's own class loader.
 */
public interface LeaseListener {

    /** A lease was taken. */
    default void opened(Lease lease) {}

    /** A lease ended; {@link Lease#outcome()} says how. The last moment at which its {@link Lease#handle()} is known. */
    default void closed(Lease lease) {}

    /**
     * Somebody who asked {@code pool} for a connection has been answered after {@code nanos}: with a connection, before its lease is
     * {@link #opened}, or with nothing because none came free in time. Not told where nobody saw the asking begin.
     */
    default void waited(Pool pool, long nanos) {}

    /** No connection of {@code pool} came free in time for whoever asked for one at {@code site}. */
    default void timedOut(Pool pool, Site site) {}

    /** A lease was called a leak, by a sweep and on its thread. */
    default void leaked(Lease lease) {}

    /** Work of {@code borrower} failed with {@code error}. */
    default void failed(Borrower borrower, Throwable error) {}
}
