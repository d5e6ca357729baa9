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

/** The pools that a run looks at, as the server read them last. */
record PoolsSnapshot(List<PoolState> pools) {

    /** @throws UsageException if {@code wanted} is none of the pools; {@code null} wants all */
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
                    "The server has no pool yet: a pool is there once a connection of it was asked for");
        }
        return new PoolsSnapshot(pools);
    }

    int inUse() {
        return pools.stream().mapToInt(PoolState::inUseCount).sum();
    }

    /** By the server's clock. All pools are read in one go. */
    Instant readAt() {
        return pools.stream()
                .map(PoolState::timestamp)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    boolean has(String pool) {
        return pools.stream().anyMatch(one -> one.poolName().equals(pool));
    }

    List<PoolLine> lines() {
        return pools.stream().map(PoolLine::of).toList();
    }
}
