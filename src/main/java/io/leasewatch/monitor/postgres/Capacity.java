package io.leasewatch.monitor.postgres;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
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
 * Whether the pools that lead to a database may open more connections than it takes.
 *
 * <p>Where a pool leads is learned from a lease of it that is open when the pools are read, and remembered until it leads elsewhere. A
 * pool behind a pooler opens none there, so the pooler's pool counts in its place. Thread-safe.
 */
public final class Capacity implements PoolListener {

    private static final Logger LOG = System.getLogger(Capacity.class.getName());

    private final LeaseRegistry registry;
    private final LeaseBackends servers;
    private final Map<String, LeaseBackends.Lead> leads = new ConcurrentHashMap<>();
    private final Set<String> warned = new HashSet<>();
    private volatile Map<String, Demand> demands = Map.of();

    public Capacity(LeaseRegistry registry, LeaseBackends servers) {
        this.registry = registry;
        this.servers = servers;
    }

    /** What the pools may ask of the database of that name. */
    public Demand demand(String database) {
        return demands.getOrDefault(database, Demand.NONE);
    }

    @Override
    public synchronized void read(List<PoolReading> readings) {
        LeaseBackends.Look look = servers.look();
        if (look.snapshots().isEmpty()) {
            leads.clear();
            demands = Map.of();
            return;
        }
        learn(look);
        Map<String, Demand> now = new HashMap<>();
        for (PostgresSnapshot snapshot : look.snapshots()) {
            Demand demand = demand(snapshot, readings);
            now.put(snapshot.name(), demand);
            warn(snapshot.name(), demand.advice());
        }
        demands = Map.copyOf(now);
    }

    /** One lease of each pool tells, the newest: the others lead where it does. */
    private void learn(LeaseBackends.Look look) {
        leads.keySet().retainAll(registry.pools().keySet());
        Map<String, Lease> newest = new HashMap<>();
        for (Lease lease : registry.openLeases()) {
            if (!lease.isDeclared()) {
                newest.merge(lease.pool().name(), lease, (one, other) -> one.id() > other.id() ? one : other);
            }
        }
        newest.forEach((pool, lease) -> {
            LeaseBackends.Lead lead = look.lead(lease);
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
     * What pools may ask of a database.
     *
     * @param pools those that lead there, the largest first
     * @param sum how many connections they may open together, as far as that is known
     * @param advice what is wrong with that, in a sentence; {@code null} if nothing is
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
                    "The pools that lead here may open " + sum + " connections (" + pools + "), and PostgreSQL has "
                            + usable + " for applications: make the pools smaller, or max_connections larger.");
        }

        /** A pool and the most connections it may open, {@code null} if nobody knows. */
        public record Share(String pool, @Nullable Integer max) {}
    }
}
