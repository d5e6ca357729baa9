package io.leasewatch.monitor.view;

import io.leasewatch.monitor.reclaim.Reclaim;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a reclaim. {@code step} is {@code cancel}, {@code roll_back} or {@code close}, or {@code null} if no step is
 * allowed. {@code result} is {@code would_cancel}, {@code cancelling} or {@code cancelled}, the equivalents for the other steps,
 * {@code failed}, {@code ended_before} or {@code refused}. {@code detail} explains the last three results; otherwise it is empty.
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

    public static ReclaimView of(Reclaim reclaim) {
        return new ReclaimView(
                reclaim.id(),
                reclaim.at(),
                reclaim.by(),
                reclaim.isDryRun(),
                reclaim.step() == null ? null : reclaim.step().name().toLowerCase(Locale.ROOT),
                reclaim.reason(),
                reclaim.result().name().toLowerCase(Locale.ROOT),
                reclaim.detail(),
                reclaim.lease().id(),
                reclaim.lease().pool().name(),
                reclaim.lease().site().toString(),
                reclaim.lease().borrower().operation().service(),
                reclaim.lease().borrower().operation().name(),
                reclaim.lease().borrower().user(),
                reclaim.lease().borrower().requestId(),
                reclaim.lease().holder().name());
    }
}
