package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Activity;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.work.Borrower;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Logs each leak when it is found and when it ends. */
public final class LeakLog implements LeakListener {

    private static final Logger LOG = SafeLogger.of(LeakLog.class);

    @Override
    public void leaked(Leak leak) {
        Lease lease = leak.lease();
        LOG.log(
                Level.WARNING,
                "LSW3001W: Leak in {0}: {1}, taken at {2} by {3}, thread {4} (lease {5}, {6}).",
                poolOf(lease),
                leak.evidence(),
                placeOf(lease),
                whoOf(lease.borrower()),
                lease.holder().name(),
                Long.toString(lease.id()),
                leak.kind() + activityOf(lease));
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        Lease lease = leak.lease();
        LOG.log(
                Level.INFO,
                "LSW3002I: Leak ended in {0}: the connection taken at {1} {2} after {3} (lease {4}).",
                poolOf(lease),
                placeOf(lease),
                ending == Ending.MEANT
                        ? "was declared as intended"
                        : "was " + ending.outcome().replace('_', ' '),
                HumanText.duration(Duration.ofNanos(lease.heldNanosAt(0))),
                Long.toString(lease.id()));
    }

    private static String activityOf(Lease lease) {
        // The server may have ended the transaction since.
        Activity activity = lease.wasIdleInTransaction() ? Activity.IDLE_IN_TRANSACTION : lease.activity();
        return activity == null ? "" : ", " + activity.words();
    }

    private static String poolOf(Lease lease) {
        return lease.isDeclared() ? "tracked work" : lease.pool().name();
    }

    private static String placeOf(Lease lease) {
        return lease.site().isKnown() ? lease.site() + " (" + lease.site().method() + ")" : "an unknown line";
    }

    private static String whoOf(Borrower borrower) {
        return borrower == Borrower.UNKNOWN
                ? "work outside any request"
                : borrower.operation().name() + " of " + borrower.operation().service() + ", request "
                        + borrower.requestId();
    }
}
