package io.leasewatch.monitor.reclaim;

import org.jspecify.annotations.Nullable;

/**
 * The step that the rules allow for a lease in its current state, or the reason why none is allowed. Equal plans are about the same state
 * of the lease, so a plan is carried out only if it is equal to a new one made at that time.
 *
 * @param step the step, {@code null} for none
 * @param sinceNanos when the statement to cancel began, as a reading of the ticker; 0 for other steps
 * @param objection why no step is allowed, completes the sentence "… because"; empty if one is
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
