package io.leasewatch.monitor.postgres;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.pool.PoolListener;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the pools of a database may open more connections than the database allows.
 *
 * <p>The database of a pool is found through one of its open leases when the pools are read, and kept until another lease shows a different
 * one. If a pool connects through a pooler, the pool of the pooler counts instead. Thread-safe.
 */
public final class Capacity implements PoolListener {

    private static final Logger LOG = SafeLogger.of(Capacity.class);

    private final LeaseRegistry registry;
    private final LeaseBackends servers;
    private final Map<String, LeaseBackends.Lead> leads = new ConcurrentHashMap<>();
    private final Set<String> warned = new HashSet<>();
    private volatile Map<String, Demand> demands = Map.of();

    public Capacity(LeaseRegistry registry, LeaseBackends servers) {
        this.registry = registry;
        this.servers = servers;
    }

    /** The pools of a database, and the connections they may open. */
    public Demand demand(String database) {
        return demands.getOrDefault(database, Demand.NONE);
    }

    @Override
    public synchronized void read(List<PoolReading> readings) {
        LeaseBackends.Lookup lookup = servers.lookup();
        if (lookup.snapshots().isEmpty()) {
            leads.clear();
            demands = Map.of();
            return;
        }
        updateLeads(lookup);
        Map<String, Demand> now = new HashMap<>();
        for (PostgresSnapshot snapshot : lookup.snapshots()) {
            Demand demand = demand(snapshot, readings);
            now.put(snapshot.name(), demand);
            warn(snapshot.name(), demand.advice());
        }
        demands = Map.copyOf(now);
    }

    /** Finds the database of each pool through its newest open lease. */
    private void updateLeads(LeaseBackends.Lookup lookup) {
        leads.keySet().retainAll(registry.pools().keySet());
        Map<String, Lease> newest = new HashMap<>();
        for (Lease lease : registry.openLeases()) {
            if (!lease.isDeclared()) {
                newest.merge(lease.pool().name(), lease, (one, other) -> one.id() > other.id() ? one : other);
            }
        }
        newest.forEach((pool, lease) -> {
            LeaseBackends.Lead lead = lookup.lead(lease);
            if (lead != null) {
                leads.put(pool, lead);
            }
        });
    }

    private Demand demand(PostgresSnapshot database, List<PoolReading> readings) {
        Set<String> names = new TreeSet<>();
        leads.forEach((pool, lead) -> {
            if (lead.database().equals(database.name())) {
                names.add(lead.pooler() == null ? pool : lead.pooler());
            }
        });
        List<Demand.Share> shares = names.stream()
                .map(name -> new Demand.Share(name, max(name, readings)))
                .sorted(Comparator.comparing((Demand.Share share) -> share.max() == null ? 0 : -share.max()))
                .toList();
        return Demand.of(shares, database.usable());
    }

    private static @Nullable Integer max(String pool, List<PoolReading> readings) {
        return readings.stream()
                .filter(reading -> reading.poolName().equals(pool) && reading.kind() != PoolKind.POSTGRESQL)
                .map(PoolReading::maxCount)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private void warn(String database, @Nullable String advice) {
        if (advice == null) {
            warned.remove(database);
        } else if (warned.add(database)) {
            LOG.log(Level.WARNING, "LSW2303W: {0}: {1}", database, advice);
        }
    }

    /**
     * The connections that pools may open to a database.
     *
     * @param pools the pools that connect to it, the largest first
     * @param sum the sum of their maximum sizes, as far as known
     * @param advice the problem and what to do, {@code null} if there is no problem
     */
    public record Demand(
            List<Share> pools, int sum, @Nullable String advice) {

        static final Demand NONE = new Demand(List.of(), 0, null);

        public Demand {
            pools = List.copyOf(pools);
        }

        static Demand of(List<Share> shares, @Nullable Integer usable) {
            int sum = shares.stream()
                    .mapToInt(share -> share.max() == null ? 0 : share.max())
                    .sum();
            if (usable == null || sum <= usable) {
                return new Demand(shares, sum, null);
            }
            String pools = shares.stream()
                    .filter(share -> share.max() != null)
                    .map(share -> share.pool() + " " + share.max())
                    .collect(Collectors.joining(", "));
            return new Demand(
                    shares,
                    sum,
                    "The pools that connect here may open " + sum + " connections (" + pools
                            + "), but PostgreSQL allows " + usable
                            + " for applications. Reduce the pool sizes or raise max_connections.");
        }

        /** A pool and its maximum size, {@code null} if unknown. */
        public record Share(String pool, @Nullable Integer max) {}
    }
}
