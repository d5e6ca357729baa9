package io.leasewatch.cli;

import io.leasewatch.cli.server.NoAnswerException;
import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.PoolState;
import io.leasewatch.cli.server.UsageException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pools that a run observes, as the server polled them last. */
record PoolsSnapshot(List<PoolState> pools) {

    /**
     * Selects the pools of applications.
     *
     * @param wanted the name of the only pool to observe, {@code null} for all
     * @throws UsageException if no pool has the name {@code wanted}
     * @throws NoAnswerException if there is no pool
     */
    static PoolsSnapshot of(List<PoolState> all, @Nullable String wanted) {
        List<PoolState> pools =
                all.stream().filter(PoolState::isOfTheApplication).toList();
        if (wanted != null) {
            String known = pools.stream().map(PoolState::poolName).collect(Collectors.joining(", "));
            pools = pools.stream()
                    .filter(pool -> pool.poolName().equals(wanted))
                    .toList();
            if (pools.isEmpty()) {
                throw new UsageException("--pool must be one of " + known + ", was " + wanted);
            }
        }
        if (pools.isEmpty()) {
            throw NoAnswerException.forNow(
                    "The server has no pool yet; a pool appears when its first connection is acquired");
        }
        return new PoolsSnapshot(pools);
    }

    int inUse() {
        return pools.stream().mapToInt(PoolState::inUseCount).sum();
    }

    /** When the pools were polled, by the clock of the server. All pools are polled together. */
    Instant readAt() {
        return pools.stream()
                .map(PoolState::timestamp)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    boolean has(String pool) {
        return pools.stream().anyMatch(state -> state.poolName().equals(pool));
    }

    List<PoolLine> lines() {
        return pools.stream().map(PoolLine::of).toList();
    }
}
