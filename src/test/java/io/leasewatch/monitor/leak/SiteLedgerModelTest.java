package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Places;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ledger against a model that stands beside every lease and, whenever time goes by, adds that time for each one that is out: the
 * integral of the connections in use.
 */
class SiteLedgerModelTest {

    private static final List<String> POOLS = List.of("jdbc/a", "jdbc/b");
    private static final int LINES = 30;

    private final Leases leases = new Leases();
    private final Places places = new Places(leases.registry);
    private final List<Out> out = new ArrayList<>();
    private final List<Leak> unended = new ArrayList<>();
    private final Map<String, Count> expected = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1000, 20, 3, 1})
    void connectionSecondsAreTheIntegralOfTheConnectionsInUseHoweverManyLinesAreDropped(int size) {
        SiteLedger ledger = new SiteLedger(leases.registry, new SiteSettings(size));
        leases.registry.addListener(ledger);
        Random random = new Random(4711L + size);

        for (int step = 0; step < 4_000; step++) {
            switch (random.nextInt(7)) {
                case 0, 1 -> take(random);
                case 2, 3 -> giveBack(random);
                case 4 -> toggle(random);
                case 5 -> leak(ledger, random);
                default -> tellOfEnds(ledger);
            }
            passTime(Duration.ofNanos(random.nextInt(random.nextInt(10) == 0 ? 2_000_000_000 : 5_000_000)));
            if (random.nextInt(15) == 0) {
                ledger.evict();
            }
            if (step % 20 == 0) {
                compare(ledger.uses(), size);
            }
        }

        assertThat(ledger.uses().dropped() > 0).isEqualTo(size < 100);
    }

    private void take(Random random) {
        String pool = POOLS.get(random.nextInt(POOLS.size()));
        // Some lines are used much more than others.
        int line = 1 + random.nextInt(1 + random.nextInt(LINES));
        Lease lease = places.take(pool, line);
        Out taken = new Out(lease, key(lease.site(), pool));
        out.add(taken);
        count(taken.key).acquired++;
    }

    private void giveBack(Random random) {
        if (!out.isEmpty()) {
            leases.giveBack(out.remove(random.nextInt(out.size())).lease);
        }
    }

    private void toggle(Random random) {
        if (!out.isEmpty()) {
            Out one = out.get(random.nextInt(out.size()));
            one.executing = !one.executing;
            if (one.executing) {
                leases.registry.executions().started(one.lease, "select 1");
            } else {
                leases.registry.executions().ended(one.lease, null);
            }
        }
    }

    private void leak(SiteLedger ledger, Random random) {
        Out one = out.isEmpty() ? null : out.get(random.nextInt(out.size()));
        if (one != null && leases.registry.markLeaked(one.lease)) {
            Leak leak = new Leak.Overdue(one.lease, new ManualClock().instant(), Duration.ZERO, Duration.ZERO);
            unended.add(leak);
            ledger.leaked(leak);
            count(one.key).leaks++;
        }
    }

    private void tellOfEnds(SiteLedger ledger) {
        for (Leak leak : List.copyOf(unended)) {
            Ending ending = leak.ending();
            if (ending != null) {
                unended.remove(leak);
                ledger.ended(leak, ending);
                count(key(leak.lease().site(), leak.lease().pool().name())).late++;
            }
        }
    }

    private void passTime(Duration time) {
        leases.ticker.advance(time);
        for (Out one : out) {
            count(one.key).held += time.toNanos();
            count(one.key).idle += one.executing ? 0 : time.toNanos();
        }
    }

    private void compare(SiteUses uses, int size) {
        Set<String> keys = new HashSet<>();
        Set<String> withSomethingOut = new HashSet<>();
        out.forEach(one -> withSomethingOut.add(one.key));
        unended.forEach(leak -> withSomethingOut.add(
                key(leak.lease().site(), leak.lease().pool().name())));
        for (SiteUse use : uses.sites()) {
            String key = key(use.site(), use.pool());
            keys.add(key);
            if (uses.dropped() == 0 && uses.others().isEmpty()) {
                assertThat(Count.of(use)).usingRecursiveComparison().isEqualTo(count(key));
            }
            assertThat(use.out())
                    .isEqualTo(out.stream().filter(one -> one.key.equals(key)).count());
        }
        assertThat(keys).hasSameSizeAs(uses.sites()).containsAll(withSomethingOut);
        assertThat(keys).hasSizeLessThanOrEqualTo(size + withSomethingOut.size());
        for (String pool : POOLS) {
            assertSum(uses, pool, use -> Count.of(use).held, count -> count.held);
            assertSum(uses, pool, use -> Count.of(use).idle, count -> count.idle);
            assertSum(uses, pool, use -> Count.of(use).acquired, count -> count.acquired);
            assertSum(uses, pool, use -> Count.of(use).leaks, count -> count.leaks);
            assertSum(uses, pool, use -> Count.of(use).late, count -> count.late);
        }
    }

    private void assertSum(SiteUses uses, String pool, ToLongFunction<SiteUse> of, ToLongFunction<Count> expects) {
        long sites = uses.sites().stream()
                .filter(use -> use.pool().equals(pool))
                .mapToLong(of)
                .sum();
        long others = uses.others().stream()
                .filter(use -> use.pool().equals(pool))
                .mapToLong(of)
                .sum();
        long all = expected.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(pool))
                .mapToLong(entry -> expects.applyAsLong(entry.getValue()))
                .sum();
        assertThat(sites + others).isEqualTo(all);
    }

    private Count count(String key) {
        return expected.computeIfAbsent(key, k -> new Count());
    }

    private static String key(Site site, String pool) {
        return site + " " + pool;
    }

    private static final class Out {
        private final Lease lease;
        private final String key;
        private boolean executing;

        Out(Lease lease, String key) {
            this.lease = lease;
            this.key = key;
        }
    }

    private static final class Count {
        private long held;
        private long idle;
        private long acquired;
        private long leaks;
        private long late;

        static Count of(SiteUse use) {
            Count count = new Count();
            count.held = use.held().toNanos();
            count.idle = nanos(use.idle());
            count.acquired = use.acquired();
            count.leaks = use.leaks();
            count.late = use.late();
            return count;
        }

        private static long nanos(@Nullable Duration time) {
            return time == null ? -1 : time.toNanos();
        }
    }
}
