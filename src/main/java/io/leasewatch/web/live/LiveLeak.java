package io.leasewatch.web.live;

import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A leak in a line. {@code ending} is {@code null} while it is open, {@code certain} false for a suspicion. */
public record LiveLeak(
        long lease,
        String kind,
        String evidence,
        boolean certain,
        Instant detectedAt,
        @Nullable String ending,
        String pool,
        String site,
        String service,
        String endpoint) {

    static LiveLeak of(Leak leak) {
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
                borrower.operation().service(),
                borrower.operation().name());
    }

    String key() {
        return lease + " " + kind;
    }
}
