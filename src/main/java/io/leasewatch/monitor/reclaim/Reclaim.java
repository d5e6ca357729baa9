package io.leasewatch.monitor.reclaim;

import io.leasewatch.core.lease.Lease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one reclaim step: taken, only simulated, or refused. Immutable.
 *
 * @param id unique in this monitor, from 1
 * @param lease the lease to reclaim
 * @param step the step; {@code null} if the rules forbid every step
 * @param reason why the lease was to be reclaimed: the evidence of its leak, or the name of an operation
 * @param by {@code policy}, or the name of the user who requested it
 * @param at when it was decided
 * @param result the result
 * @param detail details of the result, empty if there are none
 */
public record Reclaim(
        long id,
        Lease lease,
        @Nullable ReclaimStep step,
        String reason,
        String by,
        Instant at,
        Result result,
        String detail) {

    /** The result of a reclaim step. */
    public enum Result {
        /** Dry run: its statement would be cancelled. */
        WOULD_CANCEL,
        /** Dry run: its transaction would be marked for rollback. */
        WOULD_ROLL_BACK,
        /** Dry run: its connection would be closed. */
        WOULD_RECLAIM,
        /** Its statement is being cancelled. */
        CANCELLING,
        /** Its transaction is being marked for rollback. */
        MARKING,
        /** Its connection is being closed. */
        CLOSING,
        /** Its statement was cancelled. */
        CANCELLED,
        /** Its transaction was marked for rollback. */
        ROLLBACK_ONLY,
        /** Its connection was closed. */
        RECLAIMED,
        /** The step failed. If closing the connection failed, the borrower has lost it all the same. */
        FAILED,
        /** The lease, statement or transaction ended before the step was taken. */
        ENDED_BEFORE,
        /** A rule forbids the step. */
        REFUSED
    }

    Reclaim became(Result next, String more) {
        return new Reclaim(id, lease, step, reason, by, at, next, more);
    }

    /** Whether this was a dry run. */
    public boolean isDryRun() {
        return step != null && result == step.wouldBe();
    }

    /** Whether the result is final. */
    public boolean isDone() {
        return step == null || result != step.underWay();
    }
}
