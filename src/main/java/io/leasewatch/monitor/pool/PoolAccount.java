package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Pool.ManagedConnection;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains the connections that a pool of the server counts as in use: by open leases, by units of work that retain them, or as stranded.
 * What remains for longer than {@link PoolSettings#strandedAfter} is unexplained.
 *
 * <p>The contents of the pool are read only while connections are in use for so long without an open lease. Not thread-safe.
 */
final class PoolAccount {

    private final RecentMinimum lost = new RecentMinimum();
    private final RecentMinimum withoutLease = new RecentMinimum();
    private final RecentMinimum unseen = new RecentMinimum();
    private @Nullable Integer unknown;
    private Optional<PoolContents> contents = Optional.empty();
    private boolean isRead;
    private long readAtNanos;
    private Map<String, Long> unusedSince = Map.of();

    /**
     * Counts the places of the pool as in use that it has lost: the pool counts {@code size} connections and the server's statistics fewer,
     * for longer than {@code after}. Such places are never free again. Connections that are being opened have no statistics yet, too.
     */
    PoolReading withLostPlaces(PoolReading server, Pool pool, int size, Duration after, long nanos) {
        int opening = server.maxCount() != null && size >= server.maxCount() ? 0 : pool.acquiring();
        int places = lost.add(Math.max(0, size - server.totalCount() - opening), after, nanos);
        return places == 0
                ? server
                : server.but()
                        .open(server.idleCount(), server.inUseCount() + places)
                        .build();
    }

    /** Explains the reading of a pool; {@code pool} is {@code null} if its leases are not observed. */
    Explained explain(PoolReading server, @Nullable Pool pool, PoolContentsReader reader, Duration after, Now now) {
        Integer seen = pool == null ? null : pool.seenOut();
        List<Lease> retained = pool == null || seen == null ? List.of() : pool.retained();
        int open = seen != null
                ? seen - retained.size()
                : pool == null ? 0 : pool.tally().active();
        int surplus = Math.max(0, server.inUseCount() - open);
        int lasting = withoutLease.add(surplus, after, now.nanos);
        read(lasting > 0 ? reader : PoolContentsReader.NONE, server.poolName(), after, now.nanos);
        List<StrandedConnection> stranded =
                stranded(pool, after, now).stream().limit(lasting).toList();
        if (pool == null) {
            return new Explained(null, null, stranded, null);
        }
        return seen == null
                ? byContents(surplus, lasting, stranded)
                : byAgent(Math.max(0, server.inUseCount() - seen), retained, stranded, after, now);
    }

    /** Without the agent, the contents of the pool tell what is retained. */
    private Explained byContents(int surplus, int lasting, List<StrandedConnection> stranded) {
        int rest = lasting - stranded.size();
        Integer unexplained = rest == 0
                ? (Integer) 0
                : contents.map(now -> Math.max(0, rest - now.retained())).orElse(null);
        int others = stranded.size() + (unexplained == null ? 0 : unexplained);
        return new Explained(Math.max(0, surplus - others), null, stranded, unexplained);
    }

    private Explained byAgent(
            int unseenNow, List<Lease> retained, List<StrandedConnection> stranded, Duration after, Now now) {
        // A connection whose return the server has begun and not completed is no longer retained.
        int strandedRetained = (int) stranded.stream()
                .filter(one -> retained.stream().anyMatch(lease -> lease == one.last()))
                .count();
        int strandedUnseen = stranded.size() - strandedRetained;
        // It never rises: a rise would only be the difference between two counts that are read one after the other.
        unknown = unknown == null ? unseenNow : Math.min(unknown, unseenNow);
        int fromBefore = Math.min(unknown, Math.max(0, unseenNow - strandedUnseen));
        int rest = unseen.add(unseenNow, after, now.nanos) - strandedUnseen - fromBefore;
        return new Explained(retained.size() - strandedRetained, fromBefore, stranded, Math.max(0, rest));
    }

    private void read(PoolContentsReader reader, String jndiName, Duration after, long nanos) {
        if (reader == PoolContentsReader.NONE) {
            contents = Optional.empty();
            unusedSince = Map.of();
            isRead = false;
        } else if (!isRead || nanos - readAtNanos >= after.toNanos() / 2) {
            contents = reader.read(jndiName);
            isRead = true;
            readAtNanos = nanos;
            Map<String, Long> before = unusedSince;
            unusedSince = contents.map(PoolContents::unused).stream()
                    .flatMap(ids -> ids.stream())
                    .collect(Collectors.toMap(Function.identity(), id -> before.getOrDefault(id, nanos)));
        }
    }

    private List<StrandedConnection> stranded(@Nullable Pool pool, Duration after, Now now) {
        if (unusedSince.isEmpty()) {
            return List.of();
        }
        Map<String, ManagedConnection> managed = new HashMap<>();
        if (pool != null) {
            pool.managed().forEach(connection -> managed.put(connection.id(), connection));
        }
        return unusedSince.entrySet().stream()
                .filter(entry -> now.nanos - entry.getValue() >= after.toNanos())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> stranded(entry.getKey(), entry.getValue(), managed.get(entry.getKey()), now))
                .toList();
    }

    private static StrandedConnection stranded(
            String id, long sinceNanos, @Nullable ManagedConnection managed, Now now) {
        Lease last = managed == null ? null : managed.last();
        Duration unused = Duration.ofNanos(now.nanos - sinceNanos);
        return new StrandedConnection(id, now.instant.minus(last == null ? unused : last.endedBefore(now.nanos)), last);
    }

    /** One moment on both clocks. */
    record Now(long nanos, Instant instant) {}

    /**
     * What the connections in use without an open lease are. A component is {@code null} if unknown.
     *
     * @param retained connections that the server keeps for a unit of work
     * @param unknown connections that were acquired before the agent's hooks were installed
     * @param unexplained connections that nothing explains
     */
    record Explained(
            @Nullable Integer retained,
            @Nullable Integer unknown,
            List<StrandedConnection> stranded,
            @Nullable Integer unexplained) {}
}
