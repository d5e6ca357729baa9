package io.leasewatch.cli;

import io.leasewatch.cli.Answers.PoolState;
import org.jspecify.annotations.Nullable;

/** A pool as reports have it; {@code max} is {@code null} where it has none. */
record PoolLine(
        String pool,
        int inUse,
        int idle,
        int waiting,
        @Nullable Integer max,
        double utilizationPercent) {

    static PoolLine of(PoolState state) {
        return new PoolLine(
                state.poolName(),
                state.inUseCount(),
                state.idleCount(),
                state.waiting(),
                state.maxCount(),
                state.utilizationPercent());
    }
}
