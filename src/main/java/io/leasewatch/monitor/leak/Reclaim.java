package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step that was taken to get a lease back, would have been, or was not: what, why, by whom, and what came of it. Immutable.
 *
 * @param id unique in this monitor, from 1
 * @param lease whose connection it is about
 * @param step what was to be done; {@code null} if a rule forbade everything
 * @param reason why it was to be taken back: the evidence of its leak, or an operation's name
 * @param by {@code policy}, or the name of the one who asked for it
 * @param at when that was decided
 * @param result what came of it
 * @param detail more about the result, empty if there is no more to say
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

    /** What came of it. */
    public enum Result {
        /** Nothing, because it was asked what would be done. */
        WOULD_CANCEL,
        /** The same for its transaction. */
        WOULD_ROLL_BACK,
        /** The same for its connection. */
        WOULD_RECLAIM,
        /** Its statement is being told to stop. */
        CANCELLING,
        /** Its transaction is being marked. */
        MARKING,
        /** Its connection is being closed. */
        CLOSING,
        /** Its statement was told to stop. */
        CANCELLED,
        /** Its transaction can only be rolled back. */
        ROLLBACK_ONLY,
        RECLAIMED,
        /** It could not be done; where its connection could not be closed, it was taken from its borrower all the same. */
        FAILED,
        /** It ended before its turn came. */
        ENDED_BEFORE,
        /** A rule forbids it. */
        REFUSED
    }

    Reclaim became(Result next, String more) {
        return new Reclaim(id, lease, step, reason, by, at, next, more);
    }

    /** Whether nothing was done, because it was asked what would be. */
    public boolean isDryRun() {
        return step != null && result == step.wouldBe();
    }

    /** Whether nothing more will come of it. */
    public boolean isDone() {
        return step == null || result != step.underWay();
    }
}
