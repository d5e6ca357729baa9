package io.leasewatch.monitor.leak;

import org.jspecify.annotations.Nullable;

/**
 * What the rules say of a lease at one moment: which step is to be taken, or why none is. Two that are equal are about the same state of
 * it, so what was planned is done only while it would be planned again.
 *
 * @param step {@code null} for none
 * @param sinceNanos since when the statement has been executed that is to be cancelled, a reading of the ticker; 0 for other steps
 * @param objection why there is no step, in words that complete the sentence "… because"; empty if there is one
 */
record ReclaimPlan(@Nullable ReclaimStep step, long sinceNanos, String objection) {

    static ReclaimPlan refuse(String objection) {
        return new ReclaimPlan(null, 0, objection);
    }

    static ReclaimPlan of(ReclaimStep step) {
        return new ReclaimPlan(step, 0, "");
    }

    static ReclaimPlan cancel(long sinceNanos) {
        return new ReclaimPlan(ReclaimStep.CANCEL, sinceNanos, "");
    }
}
