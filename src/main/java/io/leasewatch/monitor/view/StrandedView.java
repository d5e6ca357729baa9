package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.pool.StrandedConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the pool of the server counts as in use, although it has no handle and belongs to no unit of work. {@code id}
 * is the id by which {@code showPoolContents} of the server lists it. {@code site}, {@code service}, {@code endpoint} and {@code
 * requestId} are of its last lease, which was returned correctly; they are {@code null} without the agent.
 */
public record StrandedView(
        String id,
        Instant since,
        @Nullable SiteView site,
        @Nullable String service,
        @Nullable String endpoint,
        @Nullable String requestId) {

    public static StrandedView of(StrandedConnection stranded) {
        Lease last = stranded.last();
        return last == null
                ? new StrandedView(stranded.id(), stranded.since(), null, null, null, null)
                : new StrandedView(
                        stranded.id(),
                        stranded.since(),
                        SiteView.of(last.site()),
                        last.borrower().operation().service(),
                        last.borrower().operation().name(),
                        last.borrower().requestId());
    }
}
