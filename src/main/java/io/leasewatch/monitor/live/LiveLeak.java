package io.leasewatch.monitor.live;

import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.identity.KnownLeak;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A leak in the live feed. {@code ending} is {@code null} while the leak is open. {@code certain} is false for a suspicion. {@code state} is
 * {@code new}, {@code known}, {@code resolved} or {@code regressed}, and {@code firstSeen} when the first leak of that identity was found; both
 * are {@code null} if too many lines leaked since.
 */
public record LiveLeak(
        long lease,
        String kind,
        String evidence,
        boolean certain,
        Instant detectedAt,
        @Nullable String ending,
        String pool,
        String site,
        String method,
        String service,
        String endpoint,
        @Nullable String state,
        @Nullable Instant firstSeen) {

    public static LiveLeak of(Leak leak, Optional<KnownLeak> identity) {
        Borrower borrower = leak.lease().borrower();
        Ending ending = leak.ending();
        return new LiveLeak(
                leak.lease().id(),
                leak.kind(),
                leak.evidence(),
                leak.isCertain(),
                leak.detectedAt(),
                ending == null ? null : ending.outcome(),
                leak.lease().pool().name(),
                leak.lease().site().toString(),
                leak.lease().site().isKnown() ? leak.lease().site().methodName() : "",
                borrower.operation().service(),
                borrower.operation().name(),
                identity.map(KnownLeak::state).orElse(null),
                identity.map(KnownLeak::firstSeen).orElse(null));
    }

    public String key() {
        return lease + " " + kind;
    }
}
