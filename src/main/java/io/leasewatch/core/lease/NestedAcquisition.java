package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Threads took a connection at one line while they held another one, taken at another line or the same.
 *
 * @param outer where they took what they held
 * @param outerPool of which pool that is
 * @param inner where they took one more
 * @param innerPool of which pool that is
 * @param depth the most connections of {@code innerPool} that one thread had then, the new one included; 1 if it held others only
 * @param threads the most threads that were seen to be at it at once, at most {@link NestedAcquisitions#MOST_THREADS}
 * @param poolThreads the most threads that held a connection of {@code innerPool} at once, for whatever purpose
 * @param times how often it was seen
 * @param lastNanos when it was seen last, as the registry's ticker has it
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
     * The pool's size below which it can lock up: {@code threads × (depth − 1) + 1}. If every thread that was seen to hold a connection
     * of the pool at once were at this, each could have all it needs but the last one, and one is left that lets somebody go on. {@code null}
     * where the pools differ: then none of them can lock up by itself.
     */
    public @Nullable Integer minimumPoolSize() {
        return depth < 2 ? null : (Integer) (poolThreads * (depth - 1) + 1);
    }

    /** How long ago it was seen last. */
    public Duration agoAt(long nowNanos) {
        return Duration.ofNanos(nowNanos - lastNanos);
    }
}
