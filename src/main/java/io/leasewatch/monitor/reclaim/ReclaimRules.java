package io.leasewatch.monitor.reclaim;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.work.Enlistment;
import java.time.Duration;

/**
 * The rules for reclaiming a lease, for automatic and requested steps. A connection is never closed while it executes a statement or takes
 * part in an active JTA transaction.
 *
 * @param cancelsStatements whether the statement that a lease executes may be cancelled
 * @param rollsBackTransactions whether the JTA transaction that a lease takes part in may be marked for rollback
 */
public record ReclaimRules(boolean cancelsStatements, boolean rollsBackTransactions) {

    /** The least intrusive step that is allowed now. */
    ReclaimPlan plan(Lease lease) {
        Handle handle = lease.handle();
        if (!lease.isOpen()) {
            return ReclaimPlan.refuse("it has ended");
        }
        if (lease.isDeclared()) {
            return ReclaimPlan.refuse("it is tracked work without a connection");
        }
        if (lease.isTakenBack()) {
            return ReclaimPlan.refuse("the server has already taken its connection back");
        }
        if (handle == null || !handle.isClosable()) {
            return ReclaimPlan.refuse("its connection is unknown");
        }
        return plan(handle);
    }

    private ReclaimPlan plan(Handle handle) {
        // Read first: for a statement that begins after this, a later plan differs and this one is not carried out.
        long since = handle.sinceNanos();
        boolean executing = handle.isExecuting();
        if (executing && !cancelsStatements) {
            return ReclaimPlan.refuse("it executes a statement");
        }
        if (executing && !handle.isCancellable()) {
            return ReclaimPlan.refuse("the statement that it executes is unknown");
        }
        Enlistment enlisted = handle.enlisted();
        return switch (enlisted) {
            case NO -> executing ? ReclaimPlan.cancel(since) : ReclaimPlan.of(ReclaimStep.CLOSE);
            case YES, ROLLBACK_ONLY -> planInTransaction(executing, since, enlisted);
            case UNKNOWN -> ReclaimPlan.refuse("it is unknown whether its connection is in a transaction");
        };
    }

    private ReclaimPlan planInTransaction(boolean executing, long since, Enlistment enlisted) {
        if (!rollsBackTransactions) {
            return ReclaimPlan.refuse("its connection is in an active transaction");
        }
        if (executing) {
            return ReclaimPlan.cancel(since);
        }
        return enlisted == Enlistment.ROLLBACK_ONLY
                ? ReclaimPlan.refuse("its connection is in a transaction that is marked for rollback")
                : ReclaimPlan.of(ReclaimStep.ROLL_BACK);
    }

    /** Whether {@code lease} has executed nothing for at least {@code least}. */
    static boolean isIdleFor(Duration least, Lease lease, long nowNanos) {
        Handle handle = lease.handle();
        return handle != null && !handle.isExecuting() && isUnchangedFor(least, lease, nowNanos);
    }

    /** Whether no statement of {@code lease} has begun or ended for at least {@code least}. */
    static boolean isUnchangedFor(Duration least, Lease lease, long nowNanos) {
        Handle handle = lease.handle();
        return handle != null && Duration.ofNanos(handle.nanosAt(nowNanos)).compareTo(least) >= 0;
    }

    /** Whether the long hold is intended: declared by the application, or by a persistence context or a conversation. */
    static boolean isHeldRightly(Lease lease) {
        ConnectionOwner keeper = lease.site().keeper();
        return keeper == ConnectionOwner.PERSISTENCE
                || keeper == ConnectionOwner.CONVERSATION
                || keeper == ConnectionOwner.BEAN
                || !lease.site().meant().isEmpty()
                || !lease.borrower().operation().reason().isEmpty();
    }
}
