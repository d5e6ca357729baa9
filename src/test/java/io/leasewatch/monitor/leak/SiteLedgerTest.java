package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Places;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.core.work.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiteLedgerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Leases leases = new Leases();
    private final Places places = new Places(leases.registry);
    private final SiteLedger ledger = listening(SiteSettings.DEFAULT);

    @Test
    void lineHasWhatItTookAndForHowLongWhatIsOutIncluded() {
        Lease first = places.take("jdbc/app", 7);
        leases.ticker.advance(SECOND);
        leases.giveBack(first);
        places.take("jdbc/app", 7);
        leases.ticker.advance(SECOND.multipliedBy(2));

        SiteUse use = onlySite();

        assertThat(use.site()).isEqualTo(Places.site(7));
        assertThat(use.pool()).isEqualTo("jdbc/app");
        assertThat(use.acquired()).isEqualTo(2);
        assertThat(use.out()).isEqualTo(1);
        assertThat(use.held()).isEqualTo(Duration.ofSeconds(3));
        assertThat(use.holdMax()).isEqualTo(Duration.ofSeconds(2));
        assertThat(use.leaked()).isEmpty();
    }

    @Test
    void lineThatGotNoConnectionInTimeIsToldWithHowOften() {
        Pool pool = leases.registry.pool("jdbc/app", "");
        ledger.timedOut(pool, Places.site(7));
        ledger.timedOut(pool, Places.site(7));
        leases.giveBack(places.take("jdbc/app", 8));

        assertThat(use("jdbc/app", 7).timeouts()).isEqualTo(2);
        assertThat(use("jdbc/app", 7).acquired()).isZero();
        assertThat(use("jdbc/app", 8).timeouts()).isZero();
        ledger.reset();
        assertThat(ledger.uses().sites()).isEmpty();
    }

    @Test
    void timeoutOfALineThereIsNoRoomForCountsAmongTheOthers() {
        SiteLedger small = new SiteLedger(leases.registry, new SiteSettings(1));
        Pool pool = leases.registry.pool("jdbc/app", "");
        small.timedOut(pool, Places.site(7));
        small.timedOut(pool, Places.site(8));
        assertThat(small.uses().others()).extracting(SiteUse::timeouts).containsExactly(1L);

        small.evict();

        assertThat(small.uses().others()).extracting(SiteUse::timeouts).containsExactly(2L);
    }

    @Test
    void noTimeoutIsLostWhileLinesAreDropped() {
        int timeouts = 300_000;
        SiteLedger small = new SiteLedger(leases.registry, new SiteSettings(2));
        Pool pool = leases.registry.pool("jdbc/app", "");
        CompletableFuture<Void> timingOut = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < timeouts; i++) {
                small.timedOut(pool, Places.site(i % 2));
            }
        });

        while (!timingOut.isDone()) {
            small.evict();
        }

        timingOut.join();
        SiteUses uses = small.uses();
        assertThat(Stream.concat(uses.sites().stream(), uses.others().stream())
                        .mapToLong(SiteUse::timeouts)
                        .sum())
                .isEqualTo(timeouts);
        assertThat(uses.dropped()).isPositive();
    }

    @Test
    void lineThatUsesTwoPoolsHasItsShareOfEach() {
        Lease here = places.take("jdbc/app", 7);
        Lease there = places.take("jdbc/reports", 7);
        Lease other = places.take("jdbc/app", 8);
        leases.ticker.advance(SECOND);
        leases.giveBack(here);
        leases.giveBack(there);
        leases.ticker.advance(SECOND.multipliedBy(2));
        leases.giveBack(other);

        assertThat(use("jdbc/app", 7).share()).isEqualTo(0.25);
        assertThat(use("jdbc/app", 8).share()).isEqualTo(0.75);
        assertThat(use("jdbc/reports", 7).share()).isEqualTo(1);
    }

    @Test
    void halfAndAlmostAllOfTheLeasesAreNotHeldForLongerThanThis() {
        for (int i = 1; i <= 100; i++) {
            Lease lease = places.take("jdbc/app", 7);
            leases.ticker.advance(Duration.ofMillis(i));
            leases.giveBack(lease);
        }

        SiteUse use = onlySite();

        assertThat(millis(use.holdMedian())).isCloseTo(50.0, within(50.0 / 16));
        assertThat(millis(use.holdP99())).isCloseTo(99.0, within(99.0 / 16));
        assertThat(use.holdMax()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aPercentileIsNotBeyondTheLongest() {
        Lease lease = places.take("jdbc/app", 7);
        leases.ticker.advance(Duration.ofNanos(1L << 30));
        leases.giveBack(lease);

        assertThat(onlySite().holdP99()).isEqualTo(Duration.ofNanos(1L << 30));
    }

    @Test
    void withNothingGivenBackThereIsNoPercentile() {
        places.take("jdbc/app", 7);

        assertThat(onlySite().holdMedian()).isNull();
        assertThat(onlySite().holdP99()).isNull();
    }

    @Test
    void connectionIsIdleInTheHandWhileNoStatementIsExecuted() {
        Lease over = places.take("jdbc/app", 7);
        execute(over, SECOND.multipliedBy(2));
        leases.ticker.advance(SECOND);
        execute(over, SECOND.multipliedBy(4));
        leases.giveBack(over);
        Lease out = places.take("jdbc/app", 7);
        leases.ticker.advance(SECOND.multipliedBy(10));
        leases.registry.executions().started(out, "select 1");
        leases.ticker.advance(SECOND.multipliedBy(20));

        SiteUse use = onlySite();

        assertThat(use.held()).isEqualTo(Duration.ofSeconds(37));
        assertThat(use.idle()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void statementThatGoesOnWhenTheConnectionIsGivenBackWasExecutedUntilThen() {
        Lease lease = places.take("jdbc/app", 7);
        leases.registry.executions().started(lease, "select 1");
        leases.ticker.advance(SECOND);
        leases.giveBack(lease);
        leases.ticker.advance(SECOND);

        assertThat(onlySite().idle()).isEqualTo(Duration.ZERO);
    }

    @Test
    void nobodyCanTellWhatIsIdleOfAPoolOfWhichNoStatementIsSeen() {
        Pool seen = leases.registry.seenPool("jdbc/agent", "jdbc/agent");
        Lease quiet = Objects.requireNonNull(leases.registry.open(Acquisition.of(seen)));
        leases.ticker.advance(SECOND);
        assertThat(onlySite().idle()).isNull();

        execute(quiet, SECOND);

        assertThat(onlySite().idle()).isEqualTo(SECOND);
    }

    @Test
    void waysInWhichLeasesEndAreCounted() {
        leases.registry.close(places.take("jdbc/app", 7), Outcome.CLOSED_BY_CONTAINER);
        leases.registry.close(places.take("jdbc/app", 7), Outcome.RECLAIMED);
        leases.registry.close(places.take("jdbc/app", 7), Outcome.RECLAIMED);
        leases.registry.close(places.take("jdbc/app", 7), Outcome.FAILED);

        SiteUse use = onlySite();

        assertThat(use.acquired()).isEqualTo(4);
        assertThat(use.closedByContainer()).isEqualTo(1);
        assertThat(use.reclaimed()).isEqualTo(2);
    }

    @Test
    void leaksAreCountedByKindWhetherTheyAreOverOrNot() {
        Leak late = overdue(places.take("jdbc/app", 7));
        Leak gone = new Leak.Outlived(places.take("jdbc/app", 7), new ManualClock().instant(), UnitOfWork.REQUEST);
        Leak open = overdue(places.take("jdbc/app", 7));
        List.of(late, gone, open).forEach(ledger::leaked);
        leases.giveBack(late.lease());
        ledger.ended(late, Ending.RETURNED_LATE);
        leases.registry.close(gone.lease(), Outcome.CLOSED_BY_CONTAINER);
        ledger.ended(gone, Ending.CLOSED_BY_CONTAINER);

        SiteUse use = onlySite();

        assertThat(use.leaked()).containsOnly(Map.entry("overdue", 2L), Map.entry("outlived_request", 1L));
        assertThat(use.leaks()).isEqualTo(3);
        assertThat(use.late()).isEqualTo(1);
    }

    @Test
    void everyKindOfLeakIsCounted() {
        Lease lease = places.take("jdbc/app", 7);
        List<Leak> leaks = new ArrayList<>();
        leaks.add(overdue(lease));
        for (UnitOfWork unit : UnitOfWork.values()) {
            leaks.add(new Leak.Outlived(lease, new ManualClock().instant(), unit));
        }
        leaks.add(new Leak.ThreadEnded(lease, new ManualClock().instant()));
        leaks.add(new Leak.Collected(lease, new ManualClock().instant()));

        leaks.forEach(leak -> ledger.ended(leak, Ending.RECLAIMED));

        assertThat(onlySite().leaked().keySet()).containsExactlyInAnyOrderElementsOf(Leak.KINDS);
    }

    @Test
    void whatTheServerTookBackWasInUseUntilThen() {
        Lease lease = places.take("jdbc/app", 7);
        leases.ticker.advance(SECOND);
        leases.registry.takeBack(lease, true);
        leases.ticker.advance(SECOND);
        assertThat(onlySite().held()).isEqualTo(SECOND);

        leases.registry.closeTakenBack(lease);

        assertThat(onlySite().held()).isEqualTo(SECOND);
        assertThat(onlySite().closedByContainer()).isEqualTo(1);
    }

    @Test
    void workThatTookAConnectionCountsAsThatAlone() {
        Borrower ada = Borrower.of(new Operation("shop", "import"), "ada", null);
        Lease work = leases.declare(ada);
        ThreadContext.current().enter(new Scope(ada, work, null));
        Lease lease = places.take("jdbc/app", 7);
        assertThat(onlySite().pool()).isEqualTo("jdbc/app");

        leases.giveBack(lease);
        leases.giveBack(work);
        ThreadContext.current().enter(null);

        assertThat(onlySite().pool()).isEqualTo("jdbc/app");
        assertThat(onlySite().services()).containsExactly("shop");
    }

    @Test
    void whatWasTakenBeforeAnybodyListenedIsNotLost() {
        Lease before = places.take("jdbc/app", 7);
        leases.ticker.advance(SECOND);
        SiteLedger later = listening(SiteSettings.DEFAULT);
        assertThat(later.uses().sites())
                .singleElement()
                .extracting(SiteUse::out)
                .isEqualTo(1L);

        leases.giveBack(before);

        assertThat(later.uses().sites())
                .singleElement()
                .extracting(SiteUse::held)
                .isEqualTo(SECOND);
    }

    @Test
    void resetForgetsWhatIsOverAndKeepsWhatIsOut() {
        leases.giveBack(places.take("jdbc/app", 7));
        Lease out = places.take("jdbc/app", 8);
        ledger.leaked(overdue(out));
        leases.ticker.advance(SECOND);

        ledger.reset();

        SiteUse use = onlySite();
        assertThat(use.site()).isEqualTo(Places.site(8));
        assertThat(use.held()).isEqualTo(SECOND);
        assertThat(use.leaked()).containsEntry("overdue", 1L);
    }

    @Test
    void linesThatThereIsNoRoomForAreCountedTogetherUntilThereIs() {
        ledger.apply(new SiteSettings(10));
        for (int line = 1; line <= 12; line++) {
            Lease lease = places.take("jdbc/app", line);
            leases.ticker.advance(line == 1 ? SECOND : Duration.ZERO);
            leases.giveBack(lease);
        }
        assertThat(lines()).hasSize(10).doesNotContain(11, 12);

        ledger.evict();
        leases.giveBack(places.take("jdbc/app", 13));

        assertThat(lines()).hasSize(10).contains(13).doesNotContain(1);
        assertThat(ledger.uses().dropped()).isEqualTo(1);
        assertThat(ledger.uses().others()).singleElement().satisfies(others -> {
            assertThat(others.acquired()).isEqualTo(3);
            assertThat(others.holdMax()).isEqualTo(SECOND);
        });
    }

    @Test
    void linesThatAreDroppedAreTheOnesUsedLeastRecentlyWithoutALeak() {
        ledger.apply(new SiteSettings(5));
        Lease leaky = places.take("jdbc/app", 1);
        Leak leak = overdue(leaky);
        ledger.leaked(leak);
        leases.giveBack(leaky);
        ledger.ended(leak, Ending.RETURNED_LATE);
        for (int line : new int[] {2, 3, 4, 5, 2}) {
            leases.giveBack(places.take("jdbc/app", line));
        }

        ledger.evict();

        assertThat(lines()).containsExactlyInAnyOrder(1, 2, 4, 5);
    }

    @Test
    void lineWithAnythingOutIsNeverDropped() {
        ledger.apply(new SiteSettings(3));
        leases.giveBack(places.take("jdbc/app", 1));
        Lease out = places.take("jdbc/app", 1);
        Lease leaked = places.take("jdbc/app", 2);
        ledger.leaked(overdue(leaked));
        leases.giveBack(leaked);
        leases.giveBack(places.take("jdbc/app", 3));
        leases.giveBack(places.take("jdbc/app", 4));

        ledger.apply(new SiteSettings(1));
        ledger.evict();

        assertThat(out.isOpen()).isTrue();
        assertThat(lines()).containsExactlyInAnyOrder(1, 2);
        assertThat(use("jdbc/app", 1).acquired()).isEqualTo(2);
        assertThat(use("jdbc/app", 2).acquired()).isEqualTo(1);
    }

    @Test
    void noLeaseIsLostWhileLinesAreDroppedThatThreadsUse() throws InterruptedException {
        ledger.apply(new SiteSettings(4));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int first = i;
            threads.add(new Thread(() -> {
                for (int n = 0; n < 20_000; n++) {
                    leases.giveBack(places.take("jdbc/app", 1 + (first + n) % 9));
                }
            }));
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            ledger.evict();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        SiteUses uses = ledger.uses();
        long sites = uses.sites().stream().mapToLong(SiteUse::acquired).sum();
        long others = uses.others().stream().mapToLong(SiteUse::acquired).sum();
        assertThat(uses.dropped()).isPositive();
        assertThat(sites + others).isEqualTo(80_000);
    }

    @Test
    void servicesThatShareALineAreNamedUpToTwenty() {
        for (int i = 0; i < 30; i++) {
            Lease lease = leases.take("jdbc/app", Borrower.named("r", new Operation("shop-" + i, "GET /"), ""));
            leases.giveBack(lease);
        }

        assertThat(onlySite().services()).hasSize(20);
    }

    @Test
    void settingsRefuseWhatMakesNoSenseAndSayWhy() {
        assertThatThrownBy(() -> new SiteSettings(0)).hasMessage("size must be from 1 to 100000, was 0");
        assertThatThrownBy(() -> new SiteSettings(100_001)).hasMessage("size must be from 1 to 100000, was 100001");
    }

    private SiteLedger listening(SiteSettings settings) {
        SiteLedger listening = new SiteLedger(leases.registry, settings);
        leases.registry.addListener(listening);
        return listening;
    }

    private void execute(Lease lease, Duration time) {
        leases.registry.executions().started(lease, "select 1");
        leases.ticker.advance(time);
        leases.registry.executions().ended(lease, null);
    }

    private SiteUse onlySite() {
        List<SiteUse> sites = ledger.uses().sites();
        assertThat(sites).hasSize(1);
        return sites.get(0);
    }

    private SiteUse use(String pool, int line) {
        return ledger.uses().sites().stream()
                .filter(use -> use.pool().equals(pool) && use.site().line() == line)
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> lines() {
        return ledger.uses().sites().stream().map(SiteUse::site).map(Site::line).toList();
    }

    private static Leak overdue(Lease lease) {
        return new Leak.Overdue(lease, new ManualClock().instant(), Duration.ofSeconds(31), Duration.ofSeconds(30));
    }

    private static double millis(@Nullable Duration time) {
        return Objects.requireNonNull(time).toNanos() / 1e6;
    }
}
