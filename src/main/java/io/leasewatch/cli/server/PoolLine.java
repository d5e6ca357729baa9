package io.leasewatch.cli.server;

import io.leasewatch.cli.server.ServerAnswers.PoolState;
import org.jspecify.annotations.Nullable;

/** The figures of a pool in a report; {@code max} is {@code null} if the pool has no maximum. */
public record PoolLine(
        String pool,
        int inUse,
        int idle,
        int waiting,
        @Nullable Integer max,
        @Nullable Double utilizationPercent) {

    /** The utilization in percent, 0 without a maximum. */
    public double utilization() {
        return utilizationPercent == null ? 0 : utilizationPercent;
    }

    public static PoolLine of(PoolState state) {
        return new PoolLine(
                state.poolName(),
                state.inUseCount(),
                state.idleCount(),
                state.waiting(),
                state.maxCount(),
                state.utilizationPercent());
    }
}
