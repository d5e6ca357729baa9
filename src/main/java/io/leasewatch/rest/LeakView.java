package io.leasewatch.rest;

import io.leasewatch.leak.Ending;
import io.leasewatch.leak.Leak;
import io.leasewatch.lease.LeaseRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leak with its lease. {@code ending} is {@code null} while it is open; {@code idleInTransaction} is whether the lease was so when it
 * outlived its unit of work, or was found.
 */
public record LeakView(
        String kind,
        String evidence,
        Instant detectedAt,
        boolean open,
        @Nullable String ending,
        boolean idleInTransaction,
        String pool,
        String site,
        LeaseView lease) {

    static LeakView of(Leak leak, LeaseRegistry registry, Instant now, boolean stacks) {
        Ending ending = leak.ending();
        return new LeakView(
                leak.kind(),
                leak.evidence(),
                leak.detectedAt(),
                ending == null,
                ending == null ? null : ending.outcome(),
                leak.lease().wasIdleInTransaction(),
                leak.lease().pool().name(),
                leak.lease().site().toString(),
                LeaseView.of(leak.lease(), registry, now, stacks));
    }
}
