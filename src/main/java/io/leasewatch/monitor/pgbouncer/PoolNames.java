package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the readings of the pools of one PgBouncer, and their names. A pool is named after its database. Once a database has had pools for
 * several users, the names include the user from then on, so that a name does not change when the pool of another user disappears.
 *
 * <p>Thread-safe.
 */
final class PoolNames {

    private final String prefix;
    private final Set<String> ofSeveralUsers = new HashSet<>();

    PoolNames(String prefix) {
        this.prefix = prefix;
    }

    /** A reading of each pool, without that of the console. */
    synchronized List<PoolReading> read(PgBouncerSnapshot snapshot) {
        List<PgBouncerPool> pools =
                snapshot.pools().stream().filter(pool -> !pool.isConsole()).toList();
        Set<String> seen = new HashSet<>();
        pools.stream().filter(pool -> !seen.add(pool.database())).forEach(pool -> ofSeveralUsers.add(pool.database()));
        return pools.stream().map(pool -> reading(pool, snapshot)).toList();
    }

    private PoolReading reading(PgBouncerPool pool, PgBouncerSnapshot snapshot) {
        int most = snapshot.mostServers(pool);
        return PoolReading.of(name(pool), WatchedBy.POOL_NUMBERS, snapshot.timestamp())
                .kind(PoolKind.PGBOUNCER)
                .open(pool.idle(), pool.inUse())
                .waiting(pool.clWaiting())
                .oldestWait(pool.oldestWait())
                .max(most == 0 ? null : most)
                .min(snapshot.database(pool.database())
                        .map(PgBouncerDatabase::minPoolSize)
                        .orElse(null))
                .build();
    }

    private String name(PgBouncerPool pool) {
        return prefix + pool.database() + (ofSeveralUsers.contains(pool.database()) ? "/" + pool.user() : "");
    }
}
