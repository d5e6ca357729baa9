package io.leasewatch.pool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pool at one moment. Counts are connections, never negative; {@code null} is "nobody can tell".
 *
 * @param poolName the name its users know
 * @param kind what holds the connections
 * @param target the JNDI name of the data source behind it, empty when it is the same
 * @param watchedBy how it is watched
 * @param totalCount open connections, in use or idle
 * @param idleCount open connections that nobody uses
 * @param inUseCount connections that somebody uses, or that are kept for a unit of work
 * @param waitingCount threads that wait for a connection while the pool is full
 * @param oldestWait for how long the one that waits the longest has waited
 * @param maxCount the most connections it may open
 * @param minCount the fewest it keeps
 * @param timeouts acquisitions that timed out so far
 * @param retainedCount connections in use whose handles are all closed: the server keeps them for a unit of work
 * @param unknownCount connections in use that nobody saw being taken, because the monitor was not there yet
 * @param timestamp when it was read
 */
public record PoolReading(
        String poolName,
        PoolKind kind,
        String target,
        WatchedBy watchedBy,
        int totalCount,
        int idleCount,
        int inUseCount,
        @Nullable Integer waitingCount,
        @Nullable Duration oldestWait,
        @Nullable Integer maxCount,
        @Nullable Integer minCount,
        long timeouts,
        @Nullable Integer retainedCount,
        @Nullable Integer unknownCount,
        Instant timestamp) {

    /** A pool of which nobody has told more than this; what else is known is added with {@link Builder}. */
    public static Builder of(String poolName, WatchedBy watchedBy, Instant timestamp) {
        return new Builder(poolName, watchedBy, timestamp);
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

    /** Puts a reading together from what its source knows. Not thread-safe. */
    public static final class Builder {

        private final String poolName;
        private final WatchedBy watchedBy;
        private final Instant timestamp;
        private PoolKind kind = PoolKind.APPLICATION;
        private String target = "";
        private int total;
        private int idle;
        private int inUse;
        private @Nullable Integer waiting;
        private @Nullable Duration oldestWait;
        private @Nullable Integer max;
        private @Nullable Integer min;
        private long timeouts;
        private @Nullable Integer retained;
        private @Nullable Integer unknown;

        private Builder(String poolName, WatchedBy watchedBy, Instant timestamp) {
            this.poolName = poolName;
            this.watchedBy = watchedBy;
            this.timestamp = timestamp;
        }

        public Builder kind(PoolKind what) {
            kind = what;
            return this;
        }

        public Builder target(String jndiName) {
            target = jndiName;
            return this;
        }

        /** Open connections: those that are idle and those in use. */
        public Builder open(int idleCount, int inUseCount) {
            total = idleCount + inUseCount;
            idle = idleCount;
            inUse = inUseCount;
            return this;
        }

        public Builder waiting(@Nullable Integer threads) {
            waiting = threads;
            return this;
        }

        public Builder oldestWait(@Nullable Duration wait) {
            oldestWait = wait;
            return this;
        }

        public Builder max(@Nullable Integer connections) {
            max = connections;
            return this;
        }

        public Builder min(@Nullable Integer connections) {
            min = connections;
            return this;
        }

        public Builder timeouts(long acquisitions) {
            timeouts = acquisitions;
            return this;
        }

        public Builder retained(@Nullable Integer connections) {
            retained = connections;
            return this;
        }

        public Builder unknown(@Nullable Integer connections) {
            unknown = connections;
            return this;
        }

        public PoolReading build() {
            return new PoolReading(
                    poolName,
                    kind,
                    target,
                    watchedBy,
                    total,
                    idle,
                    inUse,
                    waiting,
                    oldestWait,
                    max,
                    min,
                    timeouts,
                    retained,
                    unknown,
                    timestamp);
        }
    }
}
