package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.Pool;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The {@link PoolAccount} of each pool of the server. Thread-safe if one thread at a time calls all but {@link #stranded}. */
final class PoolAccounts {

    private final PoolContentsReader contents;
    private final Map<String, PoolAccount> accounts = new HashMap<>();
    private final Map<String, List<StrandedConnection>> stranded = new ConcurrentHashMap<>();

    PoolAccounts(PoolContentsReader contents) {
        this.contents = contents;
    }

    /** The reading of the server with the places that the pool has lost. */
    PoolReading withLostPlaces(PoolReading server, Pool pool, Duration after, long nanos) {
        return server.kind().isOfServer()
                ? account(pool.name()).withLostPlaces(server, pool, contents.size(server.poolName()), after, nanos)
                : server;
    }

    private PoolAccount account(String name) {
        return accounts.computeIfAbsent(name, pools -> new PoolAccount());
    }

    /** Adds to {@code reading} what the connections in use are that no lease holds. */
    PoolReading.Builder explain(
            PoolReading server,
            @Nullable Pool pool,
            PoolReading.Builder reading,
            Duration strandedAfter,
            PoolAccount.Now now) {
        if (!server.kind().isOfServer()) {
            return reading;
        }
        String name = pool == null ? server.poolName() : pool.name();
        PoolAccount.Explained explained = account(name).explain(server, pool, contents, strandedAfter, now);
        stranded.put(name, explained.stranded());
        reading.stranded(explained.stranded().size());
        return pool == null
                ? reading
                : reading.retained(explained.retained())
                        .unknown(explained.unknown())
                        .unexplained(explained.unexplained());
    }

    /** Forgets all pools but those of these names. */
    void retain(Set<String> names) {
        accounts.keySet().retainAll(names);
        stranded.keySet().retainAll(names);
    }

    /** The stranded connections of a pool at the last reading. */
    List<StrandedConnection> stranded(String pool) {
        return stranded.getOrDefault(pool, List.of());
    }
}
