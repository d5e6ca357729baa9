package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.AcquisitionTimeouts;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.SelfWait;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.lease.ThreadContext.LeaseRequest;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An acquisition in progress, from its begin until the wrapped data source has returned or thrown. Used by one thread. */
record Attempt(
        Pool pool,
        LeaseRegistry registry,
        LeaseRequest request,
        @Nullable SelfWait selfWait,
        long startedAtNanos) {

    /** Begins an acquisition; {@code null} for a thread that works for Leasewatch. */
    static @Nullable Attempt begin(Pool pool, LeaseRegistry registry) {
        ThreadContext holder = ThreadContext.current();
        if (holder.isAside()) {
            return null;
        }
        SelfWait selfWait = registry.mayWaitForItself(pool);
        // What needs the most stack first: nothing may fail once the acquisition is counted.
        registry.ownership().nestings().waitBegins(selfWait);
        Attempt attempt = new Attempt(
                pool,
                registry,
                holder.request(pool),
                selfWait,
                registry.ticker().nanos());
        pool.acquisitionStarted();
        return attempt;
    }

    /** Ends it. Returns the lease that the agent opened, {@code null} if there is none. */
    @Nullable
    Lease end() {
        pool.acquisitionEnded();
        Lease opened = request.end();
        registry.ownership().nestings().waitEnds(selfWait);
        return opened;
    }

    /** The exception for the application, which names the holders of the connections after a timeout. */
    SQLException explained(SQLException e) {
        try {
            if (AcquisitionTimeouts.isTimeout(e)) {
                pool.timedOut();
                registry.timedOut(pool, startedAtNanos);
                return AcquisitionTimeoutMessage.in(e, pool, registry);
            }
        } catch (Throwable failure) {
            // The exception of the pool must reach the application, which may be all that the stack is left for.
        }
        return e;
    }
}
