package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.monitor.leak.Reclaim.Result;
import java.sql.SQLException;

/** What can be done to take a lease back, one of them at a time. */
public enum ReclaimStep {
    /** The statement that it executes is told to stop. What the lease is then is judged anew, later. */
    CANCEL("cancel the statement", Result.WOULD_CANCEL, Result.CANCELLING) {
        @Override
        Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) throws SQLException {
            return handle.cancel(plan.sinceNanos())
                    ? act.became(Result.CANCELLED, "")
                    : act.became(Result.ENDED_BEFORE, "its statement was over at that moment");
        }
    },
    /** Its transaction is made one that can only be rolled back. The connection is the transaction's until somebody ends that. */
    ROLL_BACK("mark the transaction", Result.WOULD_ROLL_BACK, Result.MARKING) {
        @Override
        Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) {
            return handle.markRollbackOnly()
                    ? act.became(Result.ROLLBACK_ONLY, "")
                    : act.became(Result.ENDED_BEFORE, "its transaction was over at that moment");
        }
    },
    /** It is closed, and the pool has its connection back. */
    CLOSE("close the connection", Result.WOULD_RECLAIM, Result.CLOSING) {
        @Override
        Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) throws SQLException {
            if (!registry.close(act.lease(), Outcome.RECLAIMED)) {
                return act.became(Result.ENDED_BEFORE, "its borrower gave it back at that moment");
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

    /** Completes "could not …". */
    String words() {
        return words;
    }

    /** What a dry run says of it. */
    Result wouldBe() {
        return wouldBe;
    }

    /** What is said of it until it is done. */
    Result underWay() {
        return underWay;
    }

    /** Does it, and answers what came of it. May wait for the database; does nothing to a lease that was given back. */
    abstract Reclaim take(Reclaim act, ReclaimPlan plan, Handle handle, LeaseRegistry registry) throws SQLException;

    /** What its late user is told. */
    private static String whyOf(Reclaim act) {
        Lease lease = act.lease();
        return "Leasewatch reclaimed this connection of " + lease.pool().name() + " at " + act.at() + " ("
                + act.reason()
                + "; by " + act.by() + "): lease " + lease.id() + ", taken at " + lease.site() + " by "
                + lease.borrower().operation().name() + " of "
                + lease.borrower().operation().service();
    }
}
