package io.leasewatch.core.lease;

import org.jspecify.annotations.Nullable;

/** A managed connection that has left its pool. Thread-safe. */
@FunctionalInterface
public interface ReservedConnection {

    /** The lease that was closed last, if all handles are closed and the server keeps the connection; {@code null} otherwise. */
    @Nullable
    Lease retained();
}
