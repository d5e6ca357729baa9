package io.leasewatch.monitor.postgres;

import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.WatchedBy;
import java.util.List;
import java.util.stream.Stream;

/** Reports each database as a pool: its client backends are the connections in use, its limit for applications is the maximum size. */
public final class PostgresPools implements PoolSource {

    private final PostgresWatches watches;

    public PostgresPools(PostgresWatches watches) {
        this.watches = watches;
    }

    /** Databases that do not answer are left out, unless the reason is that they are full. */
    @Override
    public List<PoolReading> read() {
        return watches.snapshots().stream().flatMap(PostgresPools::reading).toList();
    }

    private static Stream<PoolReading> reading(PostgresSnapshot snapshot) {
        Integer max = snapshot.usable();
        PostgresFacts facts = snapshot.facts();
        if (max == null || (facts == null && !snapshot.full())) {
            return Stream.empty();
        }
        return Stream.of(PoolReading.of(snapshot.name(), WatchedBy.POOL_NUMBERS, snapshot.at())
                .kind(PoolKind.POSTGRESQL)
                .open(0, facts == null ? max : facts.backends().size())
                .max(max)
                .build());
    }
}
