package io.leasewatch.web.view;

import io.leasewatch.monitor.leak.Reclaim;
import io.leasewatch.monitor.leak.ReclaimAudit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One step to get a lease back that was taken, would have been, or was not. {@code step} is {@code cancel}, {@code roll_back}, {@code
 * close}, or {@code null} if every one is forbidden. {@code result} is {@code would_cancel}, {@code cancelling}, {@code cancelled}, the like
 * of the other two, {@code failed}, {@code ended_before} or {@code refused}; {@code detail} says more of the last three, or is empty.
 */
public record ReclaimView(
        long id,
        Instant at,
        String by,
        boolean dryRun,
        @Nullable String step,
        String reason,
        String result,
        String detail,
        long lease,
        String pool,
        String site,
        String service,
        String endpoint,
        String userId,
        String requestId,
        String thread) {

    /** How long an answer waits for connections to be closed; what takes longer is {@code closing} in it. */
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(3);

    private static final long STEP = 20;

    public static ReclaimView of(Reclaim act) {
        return new ReclaimView(
                act.id(),
                act.at(),
                act.by(),
                act.isDryRun(),
                act.step() == null ? null : act.step().name().toLowerCase(Locale.ROOT),
                act.reason(),
                act.result().name().toLowerCase(Locale.ROOT),
                act.detail(),
                act.lease().id(),
                act.lease().pool().name(),
                act.lease().site().toString(),
                act.lease().borrower().operation().service(),
                act.lease().borrower().operation().name(),
                act.lease().borrower().user(),
                act.lease().borrower().requestId(),
                act.lease().holder().name());
    }

    /** What has become of those acts, after a short wait. */
    public static List<ReclaimView> of(Collection<Reclaim> acts, ReclaimAudit audit) {
        for (long waited = 0; waited < PATIENCE; waited += STEP) {
            if (acts.stream().map(act -> now(act, audit)).allMatch(Reclaim::isDone)) {
                break;
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return acts.stream().map(act -> of(now(act, audit))).toList();
    }

    private static Reclaim now(Reclaim act, ReclaimAudit audit) {
        Reclaim known = audit.act(act.id());
        return known == null ? act : known;
    }
}
