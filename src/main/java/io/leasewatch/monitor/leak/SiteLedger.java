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

/**
 * What every line of code took from every pool, for how long, and what became of it.
 *
 * <p>A lease is counted when it is over; what is out is asked of the registry when somebody reads. So whatever was taken before
 * this began to listen is not lost, and a lease costs a look-up and a few additions, once. Leases that a listener of leases takes
 * are not told to anybody, and not counted here.
 *
 * <p>Thread-safe; no borrower waits. Figures that are read while leases end may be a moment apart. Memory is bounded: where no line
 * fits in any more, its leases go to the sum of the others, until {@link #makeRoom} has dropped the lines that were used least
 * recently. Nothing is counted twice or lost by that.
 */
public final class SiteLedger implements LeaseListener, LeakListener {

    private final LeaseRegistry registry;
    private final ConcurrentMap<Place, SiteTotals> accounts = new ConcurrentHashMap<>();
    private final ConcurrentMap<Pool, SiteTotals> others = new ConcurrentHashMap<>();
    private final Set<Leak> openLeaks = ConcurrentHashMap.newKeySet();
    private volatile SiteSettings settings;
    private volatile long dropped;

    public SiteLedger(LeaseRegistry registry, SiteSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** Takes new settings; where that is too many lines, some are dropped by the next {@link #makeRoom}. */
    public void apply(SiteSettings next) {
        settings = next;
    }

    @Override
    public void closed(Lease lease) {
        // What was taken in it counts in its place.
        if (!lease.hasChildren()) {
            SiteTotals account = account(Place.of(lease));
            account.closed(lease);
            settle(account, lease.pool());
        }
    }

    @Override
    public void timedOut(Pool pool, Site site) {
        SiteTotals account = account(new Place(pool, site));
        account.timedOut();
        settle(account, pool);
    }

    @Override
    public void leaked(Leak leak) {
        openLeaks.add(leak);
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        SiteTotals account = account(Place.of(leak.lease()));
        account.ended(leak, ending);
        settle(account, leak.lease().pool());
        openLeaks.remove(leak);
    }

    private SiteTotals account(Place place) {
        SiteTotals account = accounts.get(place);
        if (account != null) {
            return account;
        }
        return accounts.size() < settings.size()
                ? accounts.computeIfAbsent(place, p -> new SiteTotals())
                : others(place.pool());
    }

    private void settle(SiteTotals account, Pool pool) {
        if (account.isRetired()) {
            account.moveTo(others(pool));
        }
    }

    private SiteTotals others(Pool pool) {
        SiteTotals account = others.get(pool);
        return account == null ? others.computeIfAbsent(pool, p -> new SiteTotals()) : account;
    }

    /**
     * Drops lines while there is hardly room for another: first those without a leak, first those whose last lease was taken longest
     * ago; none with anything out.
     */
    public synchronized void makeRoom() {
        int size = settings.size();
        int room = Math.max(1, size / 10);
        int tooMany = accounts.size() < size ? 0 : accounts.size() - (size - room);
        if (tooMany > 0) {
            Set<Place> out = placesOut();
            // Read once each: they change while they are sorted.
            record Used(Place place, boolean leaked, long lastLease) {}
            accounts.entrySet().stream()
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
        SiteTotals account = accounts.remove(place);
        if (account != null) {
            account.retire(others(place.pool()));
            dropped++;
        }
    }

    private Set<Place> placesOut() {
        Set<Place> out = new HashSet<>();
        registry.openLeases().forEach(lease -> out.add(Place.of(lease)));
        openLeaks.forEach(leak -> out.add(Place.of(leak.lease())));
        return out;
    }

    /** Every line there is now. Costs a look at every line and at every open lease. */
    public SiteUses uses() {
        long now = registry.ticker().nanos();
        Map<Place, SiteUseBuilder> sites = new HashMap<>();
        Function<Place, SiteUseBuilder> at = place -> sites.computeIfAbsent(place, p -> new SiteUseBuilder());
        accounts.forEach((place, account) -> at.apply(place).over(account));
        for (Lease lease : registry.openLeases()) {
            if (lease.isOpen() && !lease.hasChildren()) {
                at.apply(Place.of(lease)).out(lease, now);
            }
        }
        openLeaks.forEach(leak -> at.apply(Place.of(leak.lease())).open(leak));
        Map<Place, SiteUseBuilder> rest = new HashMap<>();
        others.forEach((pool, account) -> {
            SiteUseBuilder sum = new SiteUseBuilder();
            sum.over(account);
            rest.put(new Place(pool, Site.UNKNOWN), sum);
        });
        List<Map<Place, SiteUseBuilder>> all = List.of(sites, rest);
        Map<Pool, Long> held = byPool(all, SiteUseBuilder::heldNanos);
        Map<Pool, Long> executed = byPool(all, SiteUseBuilder::executedNanos);
        return new SiteUses(uses(sites, held, executed), uses(rest, held, executed), dropped);
    }

    /** How long leases of each pool were held, by the pool's name; of those only that are over. Costs a look at every line. */
    public Map<String, PoolHolds> holdsByPool() {
        Map<String, HoldTimes> sums = new HashMap<>();
        accounts.forEach((place, account) -> addHolds(sums, place.pool(), account));
        others.forEach((pool, account) -> addHolds(sums, pool, account));
        Map<String, PoolHolds> holds = new HashMap<>();
        sums.forEach((pool, times) ->
                holds.put(pool, new PoolHolds(times.count(), Duration.ofNanos(times.percentile(0.99)))));
        return holds;
    }

    private static void addHolds(Map<String, HoldTimes> sums, Pool pool, SiteTotals account) {
        account.holds().addTo(sums.computeIfAbsent(pool.name(), name -> new HoldTimes()));
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
                    // A wrapper sees every statement. Where the agent has seen one of a pool, it sees them all.
                    boolean seen = pool.isWrapped() || executed.getOrDefault(pool, 0L) > 0;
                    return entry.getValue().use(entry.getKey().site(), pool.name(), held.getOrDefault(pool, 0L), seen);
                })
                .toList();
    }

    /** Forgets what is over; what is out stays known, with the whole of its time. */
    public synchronized void reset() {
        accounts.clear();
        others.clear();
        dropped = 0;
    }

    private record Place(Pool pool, Site site) {

        static Place of(Lease lease) {
            return new Place(lease.pool(), lease.site());
        }
    }
}
