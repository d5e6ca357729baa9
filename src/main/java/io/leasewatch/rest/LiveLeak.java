package io.leasewatch.rest;

import io.leasewatch.leak.Ending;
import io.leasewatch.leak.Leak;
import io.leasewatch.lease.Borrower;
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
