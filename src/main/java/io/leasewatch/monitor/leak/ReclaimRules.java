package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.work.Enlistment;
import java.time.Duration;

/**
 * What may be done to take a lease back, whoever asks for it. One that executes a statement is never closed, and one that is in a JTA
 * transaction that goes on is the transaction's.
 *
 * @param cancelsStatements whether the statement that a lease executes may be cancelled
 * @param rollsBackTransactions whether the JTA transaction that a lease is in may be marked to be rolled back
 */
public record ReclaimRules(boolean cancelsStatements, boolean rollsBackTransactions) {

    /** The gentlest step that may be taken now. */
    ReclaimPlan plan(Lease lease) {
        Handle handle = lease.handle();
        if (!lease.isOpen()) {
            return ReclaimPlan.refuse("it is over");
        }
        if (lease.isDeclared()) {
            return ReclaimPlan.refuse("it stands for a piece of work and not for a connection");
        }
        if (lease.isTakenBack()) {
            return ReclaimPlan.refuse("the server has its connection back already");
        }
        if (handle == null || !handle.isClosable()) {
            return ReclaimPlan.refuse("nobody knows its connection");
        }
        return plan(handle);
    }

    private ReclaimPlan plan(Handle handle) {
        // Read first: of a statement that begins after that, another moment is told when its turn comes.
        long since = handle.sinceNanos();
        boolean executing = handle.isExecuting();
        if (executing && !cancelsStatements) {
            return ReclaimPlan.refuse("it executes a statement");
        }
        if (executing && !handle.isCancellable()) {
            return ReclaimPlan.refuse("nobody knows the statement that it executes");
        }
        Enlistment enlisted = handle.enlisted();
        return switch (enlisted) {
            case NO -> executing ? ReclaimPlan.cancel(since) : ReclaimPlan.of(ReclaimStep.CLOSE);
            case YES, ROLLBACK_ONLY -> planInTransaction(executing, since, enlisted);
            case UNKNOWN -> ReclaimPlan.refuse("nobody can tell whether its connection is in a transaction");
        };
    }

    private ReclaimPlan planInTransaction(boolean executing, long since, Enlistment enlisted) {
        if (!rollsBackTransactions) {
            return ReclaimPlan.refuse("its connection is in a transaction that goes on");
        }
        if (executing) {
            return ReclaimPlan.cancel(since);
        }
        return enlisted == Enlistment.ROLLBACK_ONLY
                ? ReclaimPlan.refuse("its connection is in a transaction that waits to be rolled back")
                : ReclaimPlan.of(ReclaimStep.ROLL_BACK);
    }

    /** Whether nothing was executed with it for {@code least}, or since it was taken. */
    static boolean isIdleFor(Duration least, Lease lease, long nowNanos) {
        Handle handle = lease.handle();
        return handle != null && !handle.isExecuting() && isUnchangedFor(least, lease, nowNanos);
    }

    /** Whether no statement has begun or ended for {@code least}. */
    static boolean isUnchangedFor(Duration least, Lease lease, long nowNanos) {
        Handle handle = lease.handle();
        return handle != null && Duration.ofNanos(handle.nanosAt(nowNanos)).compareTo(least) >= 0;
    }

    /** Whether somebody said, or it is known, that it is right to hold it for long. */
    static boolean isHeldRightly(Lease lease) {
        ConnectionOwner keeper = lease.site().keeper();
        return keeper == ConnectionOwner.PERSISTENCE
                || keeper == ConnectionOwner.CONVERSATION
                || !lease.borrower().operation().reason().isEmpty();
    }
}
