package io.leasewatch.spi;

import io.leasewatch.monitor.pool.PoolSettings;
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
 * @param peakCount the most connections that were in use at once since the reading before
 * @param recentPeakCount the same of the last minute
 * @param waits how long connections were waited for of late, in vain or not
 * @param holds how long connections were held that were given back of late
 * @param oldestAge for how long the connection that is held longest has been, zero if none is
 * @param longHolds connections so far that were held for longer than {@link PoolSettings#longHold}
 * @param exhaustions how often so far it was full while threads waited
 * @param expectedFull whether it is meant to be full, so that it is never strained by that alone
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
        @Nullable Integer peakCount,
        @Nullable Integer recentPeakCount,
        @Nullable RecentDurations waits,
        @Nullable RecentDurations holds,
        @Nullable Duration oldestAge,
        long longHolds,
        long exhaustions,
        boolean expectedFull,
        Instant timestamp) {

    /** A pool of which nobody has told more than this; what else is known is added with {@link Builder}. */
    public static Builder of(String poolName, WatchedBy watchedBy, Instant timestamp) {
        return new Builder(poolName, watchedBy, timestamp);
    }

    /** This one, to be changed. */
    public Builder but() {
        return new Builder(poolName, watchedBy, timestamp)
                .kind(kind)
                .target(target)
                .open(idleCount, inUseCount)
                .waiting(waitingCount)
                .oldestWait(oldestWait)
                .max(maxCount)
                .min(minCount)
                .timeouts(timeouts)
                .retained(retainedCount)
                .unknown(unknownCount)
                .peak(peakCount, recentPeakCount)
                .times(waits, holds)
                .oldestAge(oldestAge)
                .longHolds(longHolds)
                .exhaustions(exhaustions)
                .expectedFull(expectedFull);
    }

    /** Whether it is used from {@code share} of its maximum on, and is not meant to be. */
    public boolean isStrainedFrom(double share) {
        return !expectedFull && utilization() >= share;
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

    /** Whether nothing is left to be taken; no, if nobody knows the maximum. */
    public boolean isFull() {
        return maxCount != null && inUseCount >= maxCount;
    }

    /** Whether nothing is left to be taken and somebody waits for it. */
    public boolean isExhausted() {
        return isFull() && waiting() > 0;
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
        private @Nullable Integer peak;
        private @Nullable Integer recentPeak;
        private @Nullable RecentDurations waits;
        private @Nullable RecentDurations holds;
        private @Nullable Duration oldestAge;
        private long longHolds;
        private long exhaustions;
        private boolean expectedFull;

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

        public Builder peak(@Nullable Integer sinceLastReading, @Nullable Integer inTheLastMinute) {
            peak = sinceLastReading;
            recentPeak = inTheLastMinute;
            return this;
        }

        public Builder times(@Nullable RecentDurations waited, @Nullable RecentDurations held) {
            waits = waited;
            holds = held;
            return this;
        }

        public Builder oldestAge(@Nullable Duration age) {
            oldestAge = age;
            return this;
        }

        public Builder longHolds(long leases) {
            longHolds = leases;
            return this;
        }

        public Builder exhaustions(long episodes) {
            exhaustions = episodes;
            return this;
        }

        public Builder expectedFull(boolean meant) {
            expectedFull = meant;
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
                    peak,
                    recentPeak,
                    waits,
                    holds,
                    oldestAge,
                    longHolds,
                    exhaustions,
                    expectedFull,
                    timestamp);
        }
    }
}
