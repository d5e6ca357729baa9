package io.leasewatch.spi;

import io.leasewatch.monitor.pool.PoolSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one pool at one moment. Immutable. Counts are never negative; {@code null} means that the value is not
 * available.
 *
 * @param poolName the name of the pool, as users know it
 * @param kind the kind of pool
 * @param target the JNDI name of the underlying data source, empty if it is the same as {@code poolName}
 * @param watchedBy how the pool is watched
 * @param totalCount open connections, in use or idle
 * @param idleCount open connections that are not in use
 * @param inUseCount connections that are borrowed, or that the server keeps for a unit of work
 * @param waitingCount threads that wait for a connection while the pool is full
 * @param oldestWait how long the longest-waiting thread has waited so far
 * @param maxCount the maximum number of connections
 * @param minCount the minimum number of connections
 * @param timeouts acquisitions that timed out so far
 * @param retainedCount connections in use whose handles are all closed; the server keeps them for a unit of work
 * @param unknownCount connections in use that were acquired before the monitor started
 * @param strandedCount connections in use that have no handle and belong to no unit of work, and will not return to the pool
 * @param unexplainedCount connections in use for longer than a moment that are not leased, retained, unknown or stranded
 * @param peakCount the most connections in use at once since the previous reading
 * @param recentPeakCount the most connections in use at once in the last minute
 * @param waits recent wait times of acquisitions, successful or timed out
 * @param holds recent hold times of returned connections
 * @param oldestAge how long the longest-held connection has been held, zero if no connection is held
 * @param longHolds connections so far that were held for longer than {@link PoolSettings#longHold}
 * @param exhaustions how many times so far the pool was full while threads waited
 * @param expectedFull whether the pool is expected to be full; a high utilization alone then raises no warning
 * @param timestamp when the figures were read
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
        @Nullable Integer strandedCount,
        @Nullable Integer unexplainedCount,
        @Nullable Integer peakCount,
        @Nullable Integer recentPeakCount,
        @Nullable RecentDurations waits,
        @Nullable RecentDurations holds,
        @Nullable Duration oldestAge,
        long longHolds,
        long exhaustions,
        boolean expectedFull,
        Instant timestamp) {

    /** Returns a builder for a reading. Values that are not set are 0, or {@code null} where that is allowed. */
    public static Builder of(String poolName, WatchedBy watchedBy, Instant timestamp) {
        return new Builder(poolName, watchedBy, timestamp);
    }

    /** Returns a builder that starts with the values of this reading. */
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
                .stranded(strandedCount)
                .unexplained(unexplainedCount)
                .peak(peakCount, recentPeakCount)
                .times(waits, holds)
                .oldestAge(oldestAge)
                .longHolds(longHolds)
                .exhaustions(exhaustions)
                .expectedFull(expectedFull);
    }

    /** Whether the utilization is at least {@code share}, 0 to 1, and the pool is not expected to be full. */
    public boolean isStrainedFrom(double share) {
        return !expectedFull && utilization() >= share;
    }

    /** The share of the maximum that is in use, 0 to 1; 0 if the maximum is unknown or 0. */
    public double utilization() {
        return maxCount == null || maxCount == 0 ? 0 : Math.min(1, (double) inUseCount / maxCount);
    }

    /** {@link #utilization()} in percent, 0 to 100, with one decimal; {@code null} if the pool has no maximum or it is unknown. */
    public @Nullable Double utilizationPercent() {
        return maxCount == null || maxCount == 0 ? null : (Double) (Math.round(utilization() * 1000) / 10.0);
    }

    /** The number of waiting threads, 0 if it is not available. */
    public int waiting() {
        return waitingCount == null ? 0 : waitingCount;
    }

    /** The number of stranded connections, 0 if it is not available. */
    public int stranded() {
        return strandedCount == null ? 0 : strandedCount;
    }

    /** The number of unexplained connections, 0 if it is not available. */
    public int unexplained() {
        return unexplainedCount == null ? 0 : unexplainedCount;
    }

    /** Whether all connections are in use; {@code false} if the maximum is unknown. */
    public boolean isFull() {
        return maxCount != null && inUseCount >= maxCount;
    }

    /** Whether all connections are in use and threads wait for one. */
    public boolean isExhausted() {
        return isFull() && waiting() > 0;
    }

    /** {@code Pool 'jdbc/app': 23% utilized (7/30 active, 23 idle, 0 waiting)}. */
    @Override
    public String toString() {
        return "Pool '" + poolName + "': "
                + (utilizationPercent() == null ? "?" : Math.round(utilization() * 100))
                + "% utilized (" + inUseCount + "/"
                + (maxCount == null ? "?" : maxCount) + " active, " + idleCount + " idle, "
                + (waitingCount == null ? "?" : waitingCount) + " waiting)";
    }

    /** Builds a {@link PoolReading}. Not thread-safe. */
    public static final class Builder {

        private final String poolName;
        private final WatchedBy watchedBy;
        private final Instant timestamp;
        private PoolKind kind = PoolKind.JDBC;
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
        private @Nullable Integer stranded;
        private @Nullable Integer unexplained;
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

        /** Sets the number of idle connections and of connections in use; the total is their sum. */
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

        public Builder stranded(@Nullable Integer connections) {
            stranded = connections;
            return this;
        }

        public Builder unexplained(@Nullable Integer connections) {
            unexplained = connections;
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
                    stranded,
                    unexplained,
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
