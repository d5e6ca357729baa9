package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Pool.ManagedConnection;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A managed connection, held weakly. Its last reservation is in the field that the agent added to it. */
final class WeaklyManagedConnection extends WeakReference<Object> implements ManagedConnection {

    WeaklyManagedConnection(Object managed) {
        super(managed);
    }

    @Override
    public String id() {
        Object managed = get();
        return managed == null ? "" : Integer.toHexString(managed.hashCode());
    }

    @Override
    public @Nullable Lease last() {
        return get() instanceof Supplier<?> keeper && keeper.get() instanceof Reservation reservation
                ? reservation.last()
                : null;
    }

    @Override
    public boolean isGone() {
        return refersTo(null);
    }

    /** Removes what this library stored in the connection. */
    void forget() {
        Object managed = get();
        if (managed != null) {
            ServerPools.keep(managed, null);
        }
    }
}
