package io.leasewatch.core.lease;

import org.jspecify.annotations.Nullable;

/**
 * Hears of statements that took long. Called on the borrower's thread when the statement is done or has failed, so it must be quick
 * and never wait; what it throws is logged once and goes no further.
 */
public interface StatementListener {

    /**
     * A statement was executed with {@code lease} for {@code nanos}. {@code sql} is as the application wrote it, with whatever literals it
     * has; {@code null} if nobody knows it, as of a batch of several.
     */
    void executed(Lease lease, @Nullable String sql, long nanos);
}
