package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts per line of code and pool how many connections were taken, how long they were held, and how their leases ended.
 *
 * <p>A lease is counted when it ends, which costs a look-up and a few additions. Open leases are read from the registry on demand, so
 * leases taken before this ledger was registered are included. Leases that a lease listener takes are not reported to listeners, so they
 * are not counted.
 *
 * <p>Thread-safe and non-blocking. Figures that are read while leases end may be slightly inconsistent. Memory is bounded: when the maximum
 * number of lines is reached, further lines are counted in the sum of the others until {@link #evict} evicts the least recently used
 * lines. No lease is counted twice or lost.
 */
public final class SiteLedger implements LeaseListener, LeakListener {

    private final LeaseRegistry registry;
    private final ConcurrentMap<Place, SiteTotals> totalsByPlace = new ConcurrentHashMap<>();
    private final ConcurrentMap<Pool, SiteTotals> others = new ConcurrentHashMap<>();
    private final Set<Leak> openLeaks = ConcurrentHashMap.newKeySet();
    private volatile SiteSettings settings;
    private volatile long dropped;

    public SiteLedger(LeaseRegistry registry, SiteSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** Applies new settings. If there are too many lines, the next {@link #evict} evicts some. */
    public void apply(SiteSettings next) {
        settings = next;
    }

    @Override
    public void closed(Lease lease) {
        // A lease with children is not counted; its children are.
        if (!lease.hasChildren()) {
            SiteTotals totals = totals(Place.of(lease));
            totals.closed(lease);
            settle(totals, lease.pool());
        }
    }

    @Override
    public void timedOut(Pool pool, Site site) {
        SiteTotals totals = totals(new Place(pool, site));
        totals.timedOut();
        settle(totals, pool);
    }

    @Override
    public void leaked(Leak leak) {
        openLeaks.add(leak);
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        if (ending != Ending.MEANT) {
            SiteTotals totals = totals(Place.of(leak.lease()));
            totals.ended(leak, ending);
            settle(totals, leak.lease().pool());
        }
        openLeaks.remove(leak);
    }

    private SiteTotals totals(Place place) {
        SiteTotals totals = totalsByPlace.get(place);
        if (totals != null) {
            return totals;
        }
        return totalsByPlace.size() < settings.size()
                ? totalsByPlace.computeIfAbsent(place, p -> new SiteTotals())
                : others(place.pool());
    }

    private void settle(SiteTotals totals, Pool pool) {
        if (totals.isRetired()) {
            totals.moveTo(others(pool));
        }
    }

    private SiteTotals others(Pool pool) {
        SiteTotals totals = others.get(pool);
        return totals == null ? others.computeIfAbsent(pool, p -> new SiteTotals()) : totals;
    }

    /**
     * Evicts a tenth of the lines when the maximum is reached: lines without a leak first, then those whose last lease was taken longest
     * ago. Lines with open leases are kept.
     */
    public synchronized void evict() {
        int size = settings.size();
        int room = Math.max(1, size / 10);
        int tooMany = totalsByPlace.size() < size ? 0 : totalsByPlace.size() - (size - room);
        if (tooMany > 0) {
            Set<Place> out = placesOut();
            // Copied, because the values may change during the sort.
            record Used(Place place, boolean leaked, long lastLease) {}
            totalsByPlace.entrySet().stream()
                    .filter(entry -> !out.contains(entry.getKey()))
                    .map(entry -> new Used(
                            entry.getKey(),
                            entry.getValue().hasLeaked(),
                            entry.getValue().lastLease()))
                    .sorted(Comparator.comparing(Used::leaked).thenComparingLong(Used::lastLease))
                    .limit(tooMany)
                    .forEach(used -> drop(used.place()));
        }
    }

    private void drop(Place place) {
        SiteTotals totals = totalsByPlace.remove(place);
        if (totals != null) {
            totals.retire(others(place.pool()));
            dropped++;
        }
    }

    private Set<Place> placesOut() {
        Set<Place> out = new HashSet<>();
        registry.openLeases().forEach(lease -> out.add(Place.of(lease)));
        openLeaks.forEach(leak -> out.add(Place.of(leak.lease())));
        return out;
    }

    /** The current figures of all lines. The cost grows with the number of lines and open leases. */
    public SiteUses uses() {
        long now = registry.ticker().nanos();
        Map<Place, SiteUseBuilder> sites = new HashMap<>();
        Function<Place, SiteUseBuilder> at = place -> sites.computeIfAbsent(place, p -> new SiteUseBuilder());
        totalsByPlace.forEach((place, totals) -> at.apply(place).over(totals));
        for (Lease lease : registry.openLeases()) {
            if (lease.isOpen() && !lease.hasChildren()) {
                at.apply(Place.of(lease)).out(lease, now);
            }
        }
        openLeaks.forEach(leak -> at.apply(Place.of(leak.lease())).open(leak));
        Map<Place, SiteUseBuilder> rest = new HashMap<>();
        others.forEach((pool, totals) -> {
            SiteUseBuilder sum = new SiteUseBuilder();
            sum.over(totals);
            rest.put(new Place(pool, Site.UNKNOWN), sum);
        });
        List<Map<Place, SiteUseBuilder>> all = List.of(sites, rest);
        Map<Pool, Long> held = byPool(all, SiteUseBuilder::heldNanos);
        Map<Pool, Long> executed = byPool(all, SiteUseBuilder::executedNanos);
        return new SiteUses(uses(sites, held, executed), uses(rest, held, executed), dropped);
    }

    /** The hold times of ended leases, by pool name. The cost grows with the number of lines. */
    public Map<String, PoolHolds> holdsByPool() {
        Map<String, HoldTimes> sums = new HashMap<>();
        totalsByPlace.forEach((place, totals) -> addHolds(sums, place.pool(), totals));
        others.forEach((pool, totals) -> addHolds(sums, pool, totals));
        Map<String, PoolHolds> holds = new HashMap<>();
        sums.forEach((pool, times) ->
                holds.put(pool, new PoolHolds(times.count(), Duration.ofNanos(times.percentile(0.99)))));
        return holds;
    }

    private static void addHolds(Map<String, HoldTimes> sums, Pool pool, SiteTotals totals) {
        totals.holds().addTo(sums.computeIfAbsent(pool.name(), name -> new HoldTimes()));
    }

    private static Map<Pool, Long> byPool(List<Map<Place, SiteUseBuilder>> all, ToLongFunction<SiteUseBuilder> figure) {
        Map<Pool, Long> sums = new HashMap<>();
        all.forEach(some -> some.forEach((place, sum) -> sums.merge(place.pool(), figure.applyAsLong(sum), Long::sum)));
        return sums;
    }

    private static List<SiteUse> uses(Map<Place, SiteUseBuilder> sums, Map<Pool, Long> held, Map<Pool, Long> executed) {
        return sums.entrySet().stream()
                .map(entry -> {
                    Pool pool = entry.getKey().pool();
                    // A wrapper sees every statement. If the agent has seen one statement of a pool, it sees all of
                    // them.
                    boolean seen = pool.isWrapped() || executed.getOrDefault(pool, 0L) > 0;
                    return entry.getValue().use(entry.getKey().site(), pool.name(), held.getOrDefault(pool, 0L), seen);
                })
                .toList();
    }

    /** Removes all figures of ended leases. Open leases are still counted with their full hold time. */
    public synchronized void reset() {
        totalsByPlace.clear();
        others.clear();
        dropped = 0;
    }

    private record Place(Pool pool, Site site) {

        static Place of(Lease lease) {
            return new Place(lease.pool(), lease.site());
        }

        /** Made for every lease that ends, so from few fields. */
        @Override
        public int hashCode() {
            return 31 * (31 * site.className().hashCode() + site.line()) + pool.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place
                    && pool == place.pool
                    && (site == place.site || site.equals(place.site));
        }
    }
}
