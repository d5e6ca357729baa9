package io.leasewatch.core.lease;

import io.leasewatch.core.lease.Acquisition.Sharing;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Applications;
import io.leasewatch.core.work.Transactions;
import io.leasewatch.core.work.UnitOfWork;
import java.util.function.Predicate;

/**
 * Relates leases to the work of their threads: which unit of work a connection belongs to, and which others the thread holds.
 *
 * <p>Thread-safe. The leases of a thread are changed by that thread alone.
 */
public final class Ownership {

    private final Ticker ticker;
    private final Listeners listeners;
    private final NestedAcquisitions nestings = new NestedAcquisitions();
    private final Applications applications = new Applications();
    private volatile Transactions transactions = work -> false;

    Ownership(Ticker ticker, Listeners listeners) {
        this.ticker = ticker;
        this.listeners = listeners;
    }

    /** Sets the access to JTA transactions. */
    public void setTransactions(Transactions known) {
        transactions = known;
    }

    /** The acquisitions of connections while others are held. */
    public NestedAcquisitions nestings() {
        return nestings;
    }

    /** The applications that borrow connections. */
    public Applications applications() {
        return applications;
    }

    /** How long ago the application of {@code lease} ended, in nanoseconds; negative if it is running or unknown. */
    public long nanosSinceEnd(Lease lease, long nowNanos) {
        Long endedAt = applications.endedAtNanos(lease.borrower().operation().service());
        long since = endedAt == null ? -1 : nowNanos - endedAt;
        // A lease that is younger belongs to an application that was started again.
        return lease.heldNanosAt(nowNanos) < since ? -1 : since;
    }

    /** Whether the connection of a new lease is that of another lease of the same thread. */
    boolean isShared(Sharing sharing) {
        return switch (sharing) {
            case SHARED -> true;
            case EXCLUSIVE -> false;
            case UNKNOWN -> transactions.isActive();
        };
    }

    /** The thread holds {@code lease} now, which has a connection of its own, besides {@code before} others of the pool. */
    void hold(Lease lease, ThreadLeases held, int before) {
        if (before > 0) {
            lease.becomeNested();
        }
        Lease outer = held.isEmpty() ? null : held.last(lease.pool());
        if (outer != null) {
            lease.pool().nest();
            nestings.record(outer, lease, before + 1, ticker.nanos());
        }
        held.take(lease);
    }

    /** The outermost unit of work of the thread owns {@code lease}, unless its end on this thread is not known. */
    void own(Lease lease, ThreadContext holder) {
        Scope outermost = holder.outermost();
        if (outermost != null && outermost.isInheritable()) {
            lease.becomeOwned();
            outermost.took(lease);
        }
    }

    /**
     * A request is about to end. The HTTP session keeps the handles that {@code isKept} names, which is called only if
     * connections are still open.
     */
    public void keptBySession(Scope request, Predicate<Object> isKept) {
        try {
            request.forEachOpen(lease -> {
                Handle handle = lease.handle();
                if (handle != null && handle.isAny(isKept)) {
                    lease.becomeOfSession();
                }
            });
        } catch (Throwable e) {
            listeners.report("looking for connections in an HTTP session", e);
        }
    }

    /** A piece of work has ended, and its connections should be returned. Inside a transaction, the end of the transaction decides. */
    public void ended(Scope scope) {
        try {
            scope.end();
            if (scope.hasOpen() && !transactions.afterwards(() -> outlived(scope, UnitOfWork.TRANSACTION))) {
                outlived(scope, scope.unit());
            }
        } catch (Throwable e) {
            listeners.report("ending a piece of work", e);
        }
    }

    private void outlived(Scope scope, UnitOfWork unit) {
        long now = ticker.nanos();
        scope.forEachOpen(lease -> lease.outlive(unit, now));
    }
}
