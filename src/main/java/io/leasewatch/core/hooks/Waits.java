package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.NestedAcquisitions;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.SelfWait;
import io.leasewatch.core.lease.ThreadContext;
import org.jspecify.annotations.Nullable;

/** Counts requests that wait for a connection, and requests that time out. A watched data source counts its own requests. */
final class Waits {

    /** Compared by name, because the classes of the server are not visible to the library. */
    private static final String TIMEOUT_EXCEPTION = "ConnectionWaitTimeoutException";

    private final LeaseRegistry registry;
    private final ServerPools pools;

    Waits(LeaseRegistry registry, ServerPools pools) {
        this.registry = registry;
        this.pools = pools;
    }

    /** A request begins to wait. Returns what to run when the wait ends, {@code null} for nothing. */
    @Nullable
    Runnable begins(@Nullable Object server) {
        Pool pool = countedPool(server);
        if (pool == null) {
            return null;
        }
        NestedAcquisitions nestings = registry.ownership().nestings();
        SelfWait wait = ThreadContext.current().selfWait();
        pool.acquisitionStarted();
        nestings.waitBegins(wait);
        return () -> {
            nestings.waitEnds(wait);
            pool.acquisitionEnded();
        };
    }

    @Nullable
    Object refused(@Nullable Object server, @Nullable Object failure) {
        Pool pool = countedPool(server);
        if (pool != null && isTimeout(failure)) {
            pool.timedOut();
        }
        return null;
    }

    /** Whether a request failed because no connection became available in time. */
    static boolean isTimeout(@Nullable Object failure) {
        return failure != null && failure.getClass().getSimpleName().equals(TIMEOUT_EXCEPTION);
    }

    /**
     * The pool, {@code null} if it is new or a watched data source counts the request. The server holds locks now, and finding
     * the name of a new pool may take a lock of ours.
     */
    private @Nullable Pool countedPool(@Nullable Object server) {
        ThreadContext holder = ThreadContext.current();
        return holder.request() == null && !holder.isAside() ? pools.known(server) : null;
    }
}
