package io.leasewatch.core.lease;

import io.leasewatch.core.text.FailureLog;
import io.leasewatch.core.time.Ticker;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What open leases execute: statements, and the state of their transactions. Thread-safe; a lease is used by one thread at a time, and a
 * statement may be cancelled by another.
 */
public final class Executions {

    private final Ticker ticker;
    private final FailureLog failures;
    private volatile @Nullable Slow slow;

    Executions(Ticker ticker, FailureLog failures) {
        this.ticker = ticker;
        this.failures = failures;
    }

    /** An execution begins; {@code sql} is {@code null} if it is unknown. */
    public void started(Lease lease, @Nullable String sql) {
        started(lease, sql, null);
    }

    /** Like {@link #started(Lease, String)}, for a statement that can be cancelled. */
    public void started(Lease lease, @Nullable String sql, @Nullable Statement statement) {
        lease.executing(sql, statement, ticker.nanos());
    }

    /** Sets the statement of the execution that began, so that it can be cancelled. */
    public void startedBy(Lease lease, Statement statement) {
        Handle handle = lease.handle();
        if (handle != null) {
            handle.startedBy(statement);
        }
    }

    /** An execution has ended or failed. {@code sql} is the value that was passed when it began. */
    public void ended(Lease lease, @Nullable String sql) {
        long nanos = lease.executed(ticker.nanos());
        Slow wanted = slow;
        if (wanted != null && nanos >= wanted.thresholdNanos()) {
            notify(wanted.listener(), lease, sql, nanos);
        }
    }

    private void notify(StatementListener listener, Lease lease, @Nullable String sql, long nanos) {
        try {
            listener.executed(lease, sql, nanos);
        } catch (Throwable e) {
            failures.report("the listener " + listener.getClass().getName(), e);
        }
    }

    /** Notifies {@code listener}, and no other one from now on, of every statement that takes {@code threshold} or longer. */
    public synchronized void setListener(Duration threshold, StatementListener listener) {
        slow = new Slow(listener, TimeUnit.NANOSECONDS.convert(threshold));
    }

    /** Stops notifying {@code listener} of statements. */
    public synchronized void removeListener(StatementListener listener) {
        Slow wanted = slow;
        if (wanted != null && wanted.listener() == listener) {
            slow = null;
        }
    }

    /** Auto-commit of the connection is switched on or off. */
    public void autoCommits(Lease lease, boolean on) {
        Handle handle = lease.handle();
        if (handle != null) {
            handle.autoCommits(on);
        }
    }

    /** The transaction of the connection was committed or rolled back. */
    public void transactionEnded(Lease lease) {
        Handle handle = lease.handle();
        if (handle != null) {
            handle.transactionEnded();
        }
    }

    private record Slow(StatementListener listener, long thresholdNanos) {}
}
