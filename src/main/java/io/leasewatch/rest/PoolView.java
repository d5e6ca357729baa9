package io.leasewatch.rest;

import io.leasewatch.pool.PoolReading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pool's reading. {@code null} is "nobody can tell". */
public record PoolView(
        String poolName,
        String target,
        String watchedBy,
        int totalCount,
        int idleCount,
        int inUseCount,
        @Nullable Integer waitingCount,
        @Nullable Integer maxCount,
        @Nullable Integer minCount,
        double utilizationPercent,
        long timeouts,
        Instant timestamp) {

    static PoolView of(PoolReading reading) {
        return new PoolView(
                reading.poolName(),
                reading.target(),
                reading.watchedBy().words(),
                reading.totalCount(),
                reading.idleCount(),
                reading.inUseCount(),
                reading.waitingCount(),
                reading.maxCount(),
                reading.minCount(),
                reading.utilizationPercent(),
                reading.timeouts(),
                reading.timestamp());
    }
}
