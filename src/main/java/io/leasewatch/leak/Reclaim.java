package io.leasewatch.leak;

import io.leasewatch.lease.Lease;
import java.time.Instant;

/**
 * One lease that was taken back, would have been, or was not: what, why, by whom, and what came of it. Immutable.
 *
 * @param id unique in this monitor, from 1
 * @param lease whose connection it is about
 * @param reason why it was to be taken back: the evidence of its leak, or an operation's name
 * @param by {@code policy}, or the name of the one who asked for it
 * @param at when that was decided
 * @param result what came of it
 * @param detail more about the result, empty if there is no more to say
 */
public record Reclaim(long id, Lease lease, String reason, String by, Instant at, Result result, String detail) {

    /** What came of it. */
    public enum Result {
        /** Nothing, because it was asked what would be done. */
        WOULD_RECLAIM,
        /** Its connection is being closed. */
        CLOSING,
        RECLAIMED,
        /** It was taken from its borrower, but its connection could not be closed. */
        FAILED,
        /** It ended before its turn came. */
        ENDED_BEFORE,
        /** A rule forbids it. */
        REFUSED
    }

    Reclaim became(Result next, String more) {
        return new Reclaim(id, lease, reason, by, at, next, more);
    }

    /** Whether nothing more will come of it. */
    public boolean isDone() {
        return result != Result.CLOSING;
    }
}
