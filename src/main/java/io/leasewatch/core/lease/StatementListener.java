package io.leasewatch.core.lease;

import org.jspecify.annotations.Nullable;

/**
 * Is notified of slow statements. Called on the thread of the borrower when a statement has ended or failed, so it must return
 * quickly and must not block. An exception is logged once and has no other effect.
 */
public interface StatementListener {

    /**
     * A statement was executed.
     *
     * @param lease the lease it was executed with
     * @param sql the SQL as the application wrote it, including literals; {@code null} if it is unknown, as for a batch of
     *     several statements
     * @param nanos the execution time in nanoseconds
     */
    void executed(Lease lease, @Nullable String sql, long nanos);
}
