package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leak with its lease. {@code ending} is {@code null} while the leak is open. {@code idleInTransaction} is whether the
 * connection was idle in a transaction when the lease outlived its unit of work, or when the leak was found.
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

    public static LeakView of(Leak leak, LeaseRegistry registry, Instant now, boolean stacks) {
        return of(leak, leak.ending(), registry, now, stacks);
    }

    /** A leak that has ended in that way, {@code null} if it is open. */
    public static LeakView of(Leak leak, @Nullable Ending ending, LeaseRegistry registry, Instant now, boolean stacks) {
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
