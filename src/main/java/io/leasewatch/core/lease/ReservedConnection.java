package io.leasewatch.core.lease;

import org.jspecify.annotations.Nullable;

/** A managed connection that is out of its pool, as told by who saw it leave. Thread-safe. */
@FunctionalInterface
public interface ReservedConnection {

    /** The lease that was closed last, if every handle is closed and the server keeps the connection; {@code null} otherwise. */
    @Nullable
    Lease retained();
}
