package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Threads acquired a connection at one line while they held another one, acquired at the same or another line.
 *
 * @param outer the site where the held connection was acquired
 * @param outerPool the pool of the held connection
 * @param inner the site where the additional connection was acquired
 * @param innerPool the pool of the additional connection
 * @param depth the most connections of {@code innerPool} that one thread held, including the new one; 1 if the held connections
 *     belong to other pools
 * @param threads the most threads that did this at the same time, at most {@link NestedAcquisitions#MOST_THREADS}
 * @param poolThreads the most threads that held a connection of {@code innerPool} at the same time, for any purpose
 * @param times how many times it was recorded
 * @param lastNanos when it was last recorded, as a reading of the ticker of the registry
 */
public record NestedAcquisition(
        Site outer,
        String outerPool,
        Site inner,
        String innerPool,
        int depth,
        int threads,
        int poolThreads,
        long times,
        long lastNanos) {

    /**
     * The minimum size of the pool that prevents a deadlock of nested acquisitions: {@code poolThreads × (depth − 1) + 1}. With
     * this size, even if each of these threads holds all its connections but the last, one connection is left that lets a thread
     * continue. {@code null} if the pools differ, because then no pool can deadlock by itself.
     */
    public @Nullable Integer minimumPoolSize() {
        return depth < 2 ? null : (Integer) (poolThreads * (depth - 1) + 1);
    }

    /** The time since it was last recorded. */
    public Duration agoAt(long nowNanos) {
        return Duration.ofNanos(nowNanos - lastNanos);
    }
}
