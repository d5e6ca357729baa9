package io.leasewatch.pool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pool at one moment. Counts are connections, never negative; {@code null} is "nobody can tell".
 *
 * @param poolName the name its users know
 * @param target the JNDI name of the data source behind it, empty when it is the same
 * @param watchedBy how it is watched
 * @param totalCount open connections, in use or idle
 * @param idleCount open connections that nobody uses
 * @param inUseCount connections that somebody uses, or that are kept for a unit of work
 * @param waitingCount threads that wait for a connection while the pool is full
 * @param maxCount the most connections it may open
 * @param minCount the fewest it keeps
 * @param timeouts acquisitions that timed out so far
 * @param retainedCount connections in use whose handles are all closed: the server keeps them for a unit of work
 * @param unknownCount connections in use that nobody saw being taken, because the monitor was not there yet
 * @param timestamp when it was read
 */
public record PoolReading(
        String poolName,
        String target,
        WatchedBy watchedBy,
        int totalCount,
        int idleCount,
        int inUseCount,
        @Nullable Integer waitingCount,
        @Nullable Integer maxCount,
        @Nullable Integer minCount,
        long timeouts,
        @Nullable Integer retainedCount,
        @Nullable Integer unknownCount,
        Instant timestamp) {

    /** A reading of somebody who knows a pool from outside, and so of nothing that is retained or unknown. */
    public PoolReading(
            String poolName,
            String target,
            WatchedBy watchedBy,
            int totalCount,
            int idleCount,
            int inUseCount,
            @Nullable Integer waitingCount,
            @Nullable Integer maxCount,
            @Nullable Integer minCount,
            long timeouts,
            Instant timestamp) {
        this(
                poolName,
                target,
                watchedBy,
                totalCount,
                idleCount,
                inUseCount,
                waitingCount,
                maxCount,
                minCount,
                timeouts,
                null,
                null,
                timestamp);
    }

    /** The share of the maximum that is in use, 0 to 1; 0 when there is no maximum. */
    public double utilization() {
        return maxCount == null || maxCount == 0 ? 0 : Math.min(1, (double) inUseCount / maxCount);
    }

    /** {@link #utilization()} in percent, 0 to 100, with one decimal. */
    public double utilizationPercent() {
        return Math.round(utilization() * 1000) / 10.0;
    }

    /** Threads that wait, as far as anybody can tell. */
    public int waiting() {
        return waitingCount == null ? 0 : waitingCount;
    }

    /** Whether nothing is left to be taken and somebody waits for it. */
    public boolean isExhausted() {
        return maxCount != null && inUseCount >= maxCount && waiting() > 0;
    }

    /** {@code Pool 'jdbc/app': 23% utilized (7/30 active, 23 idle, 0 waiting)}. */
    @Override
    public String toString() {
        return "Pool '" + poolName + "': " + Math.round(utilization() * 100) + "% utilized (" + inUseCount + "/"
                + (maxCount == null ? "?" : maxCount) + " active, " + idleCount + " idle, "
                + (waitingCount == null ? "?" : waitingCount) + " waiting)";
    }
}
