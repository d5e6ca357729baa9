package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.identity.KnownLeak;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A leak with its lease. {@code ending} is {@code null} while the leak is open. {@code idleInTransaction} is whether the
 * connection was idle in a transaction when the lease outlived its unit of work, or when the leak was found. {@code identity} is what is known of
 * the leaks of that line over restarts and releases; {@code null} if too many lines leaked since.
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
        @Nullable KnownLeak identity,
        LeaseView lease) {

    /** A leak that has ended in that way, {@code null} if it is open. */
    public static LeakView of(
            Leak leak,
            @Nullable Ending ending,
            Optional<KnownLeak> identity,
            LeaseRegistry registry,
            Instant now,
            boolean stacks) {
        return new LeakView(
                leak.kind(),
                leak.evidence(),
                leak.detectedAt(),
                ending == null,
                ending == null ? null : ending.outcome(),
                leak.lease().wasIdleInTransaction(),
                leak.lease().pool().name(),
                leak.lease().site().toString(),
                identity.orElse(null),
                LeaseView.of(leak.lease(), registry, now, stacks));
    }
}
