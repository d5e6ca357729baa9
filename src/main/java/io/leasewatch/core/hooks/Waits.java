package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import org.jspecify.annotations.Nullable;

/** Counts requests that wait for a connection, and requests that time out. A watched data source counts its own requests. */
final class Waits {

    /** Compared by name, because the classes of the server are not visible to the library. */
    private static final String TIMEOUT_EXCEPTION = "ConnectionWaitTimeoutException";

    private final ServerPools pools;

    Waits(ServerPools pools) {
        this.pools = pools;
    }

    /** A request begins to wait. Returns what to run when the wait ends, {@code null} for nothing. */
    @Nullable
    Runnable begins(@Nullable Object server) {
        Pool pool = countedPool(server);
        if (pool == null) {
            return null;
        }
        pool.acquisitionStarted();
        return pool::acquisitionEnded;
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
