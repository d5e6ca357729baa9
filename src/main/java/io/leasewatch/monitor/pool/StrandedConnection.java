package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.Lease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the pool of the server counts as in use, although it has no handle and belongs to no unit of work. Immutable.
 *
 * @param id the id by which the server lists it
 * @param since when its last lease was closed, or when it was first seen in this state
 * @param last its last lease, {@code null} if unknown; known only with the agent
 */
public record StrandedConnection(
        String id, Instant since, @Nullable Lease last) {}
