package io.leasewatch.monitor.reclaim;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.monitor.reclaim.Reclaim.Result;
import java.sql.SQLException;

/** A step of reclaiming a lease. One is taken at a time. */
public enum ReclaimStep {
    /** Cancels the statement that the lease executes. The next step is planned later. */
    CANCEL("cancel the statement", Result.WOULD_CANCEL, Result.CANCELLING) {
        @Override
        Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) throws SQLException {
            return handle.cancel(plan.sinceNanos())
                    ? act.became(Result.CANCELLED, "")
                    : act.became(Result.ENDED_BEFORE, "its statement had already ended");
        }
    },
    /** Marks the transaction of the lease for rollback. The transaction keeps the connection until it ends. */
    ROLL_BACK("mark the transaction", Result.WOULD_ROLL_BACK, Result.MARKING) {
        @Override
        Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) {
            return handle.markRollbackOnly()
                    ? act.became(Result.ROLLBACK_ONLY, "")
                    : act.became(Result.ENDED_BEFORE, "its transaction had already ended");
        }
    },
    /** Closes the connection, which returns it to the pool. */
    CLOSE("close the connection", Result.WOULD_RECLAIM, Result.CLOSING) {
        @Override
        Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) throws SQLException {
            if (!registry.close(act.lease(), Outcome.RECLAIMED)) {
                return act.became(Result.ENDED_BEFORE, "its borrower returned it first");
            }
            handle.reclaim(whyOf(act));
            return act.became(Result.RECLAIMED, "");
        }
    };

    private final String words;
    private final Result wouldBe;
    private final Result underWay;

    ReclaimStep(String words, Result wouldBe, Result underWay) {
        this.words = words;
        this.wouldBe = wouldBe;
        this.underWay = underWay;
    }

    /** The step in words; completes "could not …". */
    String words() {
        return words;
    }

    /** The result of a dry run. */
    Result wouldBe() {
        return wouldBe;
    }

    /** The result while the step is in progress. */
    Result underWay() {
        return underWay;
    }

    /** Takes the step and returns the result. May wait for the database. Does nothing to a lease that was returned. */
    abstract Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) throws SQLException;

    /** The message of the exception that a later use of the connection throws. */
    private static String whyOf(Reclaim act) {
        Lease lease = act.lease();
        return "Leasewatch reclaimed this connection of " + lease.pool().name() + " at " + act.at() + " ("
                + act.reason()
                + "; by " + act.by() + "): lease " + lease.id() + ", taken at " + lease.site() + " by "
                + lease.borrower().operation().name() + " of "
                + lease.borrower().operation().service();
    }
}
