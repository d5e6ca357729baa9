package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a connection, and those that get none. What a watched data source asks for, it counts itself. */
final class Waits {

    /** By its name, because the server's classes are not ours to see. */
    private static final String GAVE_UP = "ConnectionWaitTimeoutException";

    private final ServerPools pools;

    Waits(ServerPools pools) {
        this.pools = pools;
    }

    /** A request begins to wait. Answers what is to be run when it does not wait any more, if anything. */
    @Nullable
    Runnable begins(@Nullable Object server) {
        Pool pool = ours(server);
        if (pool == null) {
            return null;
        }
        pool.asking();
        return pool::asked;
    }

    @Nullable
    Object refused(@Nullable Object server, @Nullable Object failure) {
        Pool pool = ours(server);
        if (pool != null && hasGivenUp(failure)) {
            pool.timedOut();
        }
        return null;
    }

    /** Whether a request gets no connection because none came free in time. */
    static boolean hasGivenUp(@Nullable Object failure) {
        return failure != null && failure.getClass().getSimpleName().equals(GAVE_UP);
    }

    /** Only one that is known already: the server holds its locks now, and finding the name of another may take one of ours. */
    private @Nullable Pool ours(@Nullable Object server) {
        ThreadContext holder = ThreadContext.current();
        return holder.asked() == null && !holder.isAside() ? pools.known(server) : null;
    }
}
