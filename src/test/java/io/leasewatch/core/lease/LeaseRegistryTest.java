package io.leasewatch.core.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseRegistryTest {

    private final ManualTicker ticker = new ManualTicker();
    private final LeaseRegistry registry = new LeaseRegistry(ticker, LeaseSettings.DEFAULT);
    private final Pool pool = registry.pool("jdbc/shop", "jdbc/shop-raw");
    private final RecordingListener heard = new RecordingListener();

    @AfterEach
    void leaveEveryScope() {
        ThreadContext.current().enter(null);
    }

    @Test
    void leaseKnowsItsPoolItsThreadAndHowLongItHasBeenOut() {
        Lease lease = open();

        ticker.advance(Duration.ofSeconds(3));

        assertThat(lease.pool()).isSameAs(pool);
        assertThat(lease.holder().thread()).isSameAs(Thread.currentThread());
        assertThat(lease.ageAt(ticker.nanos())).isEqualTo(Duration.ofSeconds(3));
        assertThat(lease.borrower()).isSameAs(Borrower.UNKNOWN);
        assertThat(registry.openLeases()).containsExactly(lease);
    }

    @Test
    void leaseClosedTwiceIsReportedOnce() {
        registry.addListener(heard);
        Lease lease = open();

        boolean first = registry.close(lease, Outcome.RETURNED);
        boolean second = registry.close(lease, Outcome.ABORTED);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(heard.closed).containsExactly(lease);
        assertThat(registry.totals().statistics().totalReleased()).isOne();
    }

    @Test
    void leaseThatManyThreadsCloseAtOnceIsReportedOnce() throws Exception {
        registry.addListener(heard);
        int closers = 8;
        int rounds = 200;
        CyclicBarrier together = new CyclicBarrier(closers);
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            leases.add(open());
        }

        long won = onThreads(closers, () -> {
            long wins = 0;
            for (Lease lease : leases) {
                together.await();
                if (registry.close(lease, Outcome.RETURNED)) {
                    wins++;
                }
            }
            return wins;
        });

        assertThat(won).isEqualTo(rounds);
        assertThat(heard.closed).hasSize(rounds).doesNotHaveDuplicates();
        assertThat(registry.openLeases()).isEmpty();
        assertThat(registry.totals().history()).hasSize(rounds).doesNotHaveDuplicates();
        assertThat(registry.totals().statistics())
                .isEqualTo(new LeaseStatistics(rounds, rounds, 0, rounds, Duration.ZERO, 0));
    }

    @Test
    void countsAddUpWhenManyThreadsTakeAndReturn() throws Exception {
        int threads = 4;
        int each = 2_000;

        onThreads(threads, () -> {
            for (int i = 0; i < each; i++) {
                registry.close(open(), Outcome.RETURNED);
            }
            return 0L;
        });

        LeaseStatistics all = registry.totals().statistics();
        assertThat(all.totalAcquired()).isEqualTo(threads * each);
        assertThat(all.totalReleased()).isEqualTo(threads * each);
        assertThat(all.currentlyActive()).isZero();
        assertThat(all.peakConnections()).isBetween(1, threads);
        assertThat(pool.tally().statistics().totalReleased()).isEqualTo(threads * each);
        assertThat(pool.tally().active()).isZero();
    }

    @Test
    void statisticsTellWhatIsOutWhatCameBackAndForHowLongItWasHeld() {
        Lease first = open();
        Lease second = open();
        open();

        ticker.advance(Duration.ofSeconds(1));
        registry.close(first, Outcome.RETURNED);
        ticker.advance(Duration.ofSeconds(2));
        registry.close(second, Outcome.FAILED);

        LeaseStatistics expected = new LeaseStatistics(3, 2, 1, 3, Duration.ofSeconds(2), 0);
        assertThat(registry.totals().statistics()).isEqualTo(expected);
        assertThat(pool.tally().statistics()).isEqualTo(expected);
        assertThat(registry.totals().statisticsByService())
                .containsOnlyKeys("unknown")
                .containsValue(expected);
    }

    @Test
    void peakIsTheMostThatWereOutAtOnceAndAfterAResetWhatIsOutThen() {
        Lease first = open();
        registry.close(open(), Outcome.RETURNED);
        registry.close(open(), Outcome.RETURNED);

        int before = registry.totals().statistics().peakConnections();
        registry.reset();

        assertThat(before).isEqualTo(2);
        assertThat(registry.totals().statistics()).isEqualTo(new LeaseStatistics(1, 0, 1, 1, Duration.ZERO, 0));
        assertThat(registry.totals().history()).isEmpty();
        assertThat(registry.openLeases()).containsExactly(first);
    }

    @Test
    void workThatTakesNoConnectionCountsAsOne() {
        Lease work = declare("shop");

        assertThat(work.isDeclared()).isTrue();
        assertThat(registry.totals().statistics().currentlyActive()).isOne();
        registry.close(work, Outcome.RETURNED);

        assertThat(registry.totals().statistics().totalAcquired()).isOne();
        assertThat(registry.totals().statistics().totalReleased()).isOne();
    }

    @Test
    void workThatTakesConnectionsCountsAsTheseAlone() {
        Lease work = declare("shop");

        Lease first = open();
        Lease second = open();

        assertThat(first.parentId()).isEqualTo(work.id());
        assertThat(second.parentId()).isEqualTo(work.id());
        assertThat(registry.totals().statistics().currentlyActive()).isEqualTo(2);
        registry.close(first, Outcome.RETURNED);
        registry.close(second, Outcome.RETURNED);
        registry.close(work, Outcome.RETURNED);
        assertThat(registry.totals().statistics().totalAcquired()).isEqualTo(2);
        assertThat(registry.totals().statistics().totalReleased()).isEqualTo(2);
        assertThat(statisticsOf("shop").totalAcquired()).isEqualTo(2);
    }

    @Test
    void workInsideWorkCountsAsOneInTheServiceOfTheInner() {
        Lease outer = declare("shop");
        Lease inner = declare("stock");

        int active = registry.totals().statistics().currentlyActive();
        registry.close(inner, Outcome.RETURNED);
        registry.close(outer, Outcome.RETURNED);

        assertThat(active).isOne();
        assertThat(inner.parentId()).isEqualTo(outer.id());
        assertThat(statisticsOf("shop").totalAcquired()).isZero();
        assertThat(statisticsOf("stock").totalAcquired()).isOne();
    }

    @Test
    void connectionTakenAfterTheWorkIsItsOwnMasterAgain() {
        Lease work = declare("shop");
        registry.close(work, Outcome.RETURNED);

        Lease after = open();

        assertThat(after.parentId()).isZero();
        assertThat(after.borrower()).isSameAs(Borrower.UNKNOWN);
    }

    @Test
    void historyKeepsTheLastLeasesNewestFirst() {
        registry.apply(withHistory(3));

        List<Lease> closed = closeSome(5);

        assertThat(registry.totals().history()).containsExactly(closed.get(4), closed.get(3), closed.get(2));
    }

    @Test
    void historyThatShrinksKeepsTheNewestAndOneThatGrowsKeepsAll() {
        registry.apply(withHistory(4));
        List<Lease> closed = closeSome(6);

        registry.apply(withHistory(2));
        List<Lease> shrunk = registry.totals().history();
        registry.apply(withHistory(10));
        List<Lease> grown = registry.totals().history();
        closed.addAll(closeSome(1));

        assertThat(shrunk).containsExactly(closed.get(5), closed.get(4));
        assertThat(grown).isEqualTo(shrunk);
        assertThat(registry.totals().history()).containsExactly(closed.get(6), closed.get(5), closed.get(4));
    }

    @Test
    void historyOfSizeZeroKeepsNothing() {
        registry.apply(withHistory(0));

        closeSome(3);

        assertThat(registry.totals().history()).isEmpty();
    }

    @Test
    void captureIsSwitchedOffAndOnWhileRunning() {
        Site before = open().site();
        registry.apply(new LeaseSettings(true, CaptureMode.OFF, 10, PackageRules.NONE));
        Site off = open().site();
        registry.apply(LeaseSettings.DEFAULT);
        Site after = open().site();

        assertThat(before.className()).isEqualTo(LeaseRegistryTest.class.getName());
        assertThat(off).isSameAs(Site.UNKNOWN);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void packagesAreIgnoredFromTheMomentTheyAreSet() {
        Site before = open().site();
        registry.apply(
                new LeaseSettings(true, CaptureMode.SITE, 10, new PackageRules(List.of(), List.of("io.leasewatch."))));

        Site after = open().site();

        assertThat(before.className()).isEqualTo(LeaseRegistryTest.class.getName());
        assertThat(after.isLibrary()).isTrue();
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void switchIsReadByWhoeverWatches() {
        boolean before = registry.enabled();
        registry.apply(new LeaseSettings(false, CaptureMode.SITE, 10, PackageRules.NONE));

        assertThat(before).isTrue();
        assertThat(registry.enabled()).isFalse();
    }

    @Test
    void leaseThatWasOutWhenTheSwitchWentOffIsClosedAllTheSame() {
        Lease lease = open();
        registry.apply(new LeaseSettings(false, CaptureMode.SITE, 10, PackageRules.NONE));

        boolean closed = registry.close(lease, Outcome.RETURNED);

        assertThat(closed).isTrue();
        assertThat(registry.totals().statistics().currentlyActive()).isZero();
    }

    @Test
    void listenerThatThrowsKeepsNeitherTheLeaseNorTheOtherListenersFromGoingOn() {
        registry.addListener(new FailingListener());
        registry.addListener(heard);

        Lease lease = open();
        registry.markLeaked(lease);
        registry.close(lease, Outcome.RETURNED);
        registry.recordError(Borrower.UNKNOWN, new IllegalStateException("theirs"));

        assertThat(heard.opened).containsExactly(lease);
        assertThat(heard.leaked).containsExactly(lease);
        assertThat(heard.closed).containsExactly(lease);
        assertThat(heard.failed).hasSize(1);
    }

    @Test
    void listenerThatTakesLeasesItselfDoesNotHearOfThese() {
        List<Lease> its = new ArrayList<>();
        registry.addListener(heard);
        registry.addListener(new LeaseListener() {
            @Override
            public void opened(Lease lease) {
                its.add(requireNonNull(registry.open(Acquisition.of(pool))));
            }
        });

        Lease lease = open();

        assertThat(heard.opened).containsExactly(lease);
        assertThat(its).hasSize(1);
        assertThat(registry.openLeases()).containsExactlyInAnyOrder(lease, its.get(0));
    }

    @Test
    void listenerThatWasRemovedHearsNothing() {
        registry.addListener(heard);
        registry.removeListener(heard);

        registry.close(open(), Outcome.RETURNED);

        assertThat(heard.opened).isEmpty();
        assertThat(heard.closed).isEmpty();
    }

    @Test
    void leakIsReportedOnceAndOnlyWhileItIsOut() {
        registry.addListener(heard);
        Lease lease = open();
        Lease returned = open();
        registry.close(returned, Outcome.RETURNED);

        boolean first = registry.markLeaked(lease);
        boolean second = registry.markLeaked(lease);
        boolean tooLate = registry.markLeaked(returned);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(tooLate).isFalse();
        assertThat(heard.leaked).containsExactly(lease);
    }

    @Test
    void servicesBeyondFiveHundredAreCountedTogether() {
        for (int i = 0; i < 510; i++) {
            Lease work = declare("service " + i);
            registry.close(work, Outcome.RETURNED);
        }

        assertThat(registry.totals().statisticsByService()).hasSize(501).containsKey("service 499");
        assertThat(statisticsOf("other").totalReleased()).isEqualTo(10);
        assertThat(statisticsOf("other").currentlyActive()).isZero();
    }

    @Test
    void errorIsCountedForItsServiceAndTold() {
        registry.addListener(heard);
        Exception error = new Exception("out of stock");

        registry.recordError(Borrower.of(new Operation("shop", "order"), "ann", null), error);

        assertThat(heard.failed).containsExactly(error);
        assertThat(registry.totals().statistics().errors()).isOne();
        assertThat(statisticsOf("shop").errors()).isOne();
    }

    @Test
    void errorIsNobodysBusinessWhileSwitchedOff() {
        registry.addListener(heard);
        registry.apply(new LeaseSettings(false, CaptureMode.SITE, 10, PackageRules.NONE));

        registry.recordError(Borrower.UNKNOWN, new Exception());

        assertThat(heard.failed).isEmpty();
        assertThat(registry.totals().statistics().errors()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // as code that knows no such marks may
    void serviceWithoutANameBreaksNobodyAndLeavesNothingBehind() {
        Borrower nameless = Borrower.of(new Operation(null, "order"), "", null);

        Lease work = registry.declare(nameless);

        assertThat(work).isNull();
        assertThat(registry.openLeases()).isEmpty();
        assertThat(registry.totals().statistics().currentlyActive()).isZero();
        assertThatCode(() -> registry.recordError(nameless, new Exception())).doesNotThrowAnyException();
    }

    @Test
    void poolIsTheSameForTheSameName() {
        Pool again = registry.pool("jdbc/shop", "something else");

        assertThat(again).isSameAs(pool);
        assertThat(again.target()).isEqualTo("jdbc/shop-raw");
        assertThat(registry.pools()).containsExactly(Map.entry("jdbc/shop", pool));
    }

    @Test
    void leaseTakenOnOneThreadMayBeReturnedOnAnother() {
        Lease lease = open();

        boolean closed = CompletableFuture.supplyAsync(() -> registry.close(lease, Outcome.RETURNED))
                .join();

        assertThat(closed).isTrue();
        assertThat(lease.holder().thread()).isSameAs(Thread.currentThread());
        assertThat(registry.totals().statistics().currentlyActive()).isZero();
    }

    @Test
    void moreLeasesThanCanBeKeptAreNotKept() {
        for (int i = 0; i < LeaseRegistry.MOST_OPEN; i++) {
            open();
        }

        Lease beyond = registry.open(Acquisition.of(pool));

        assertThat(beyond).isNull();
        assertThat(registry.openLeases()).hasSize(LeaseRegistry.MOST_OPEN);
    }

    private Lease open() {
        return requireNonNull(registry.open(Acquisition.of(pool)));
    }

    /** Begins work on this thread, as {@code request} does it. */
    private Lease declare(String service) {
        Borrower borrower = Borrower.of(new Operation(service, "work"), "", null);
        Lease work = requireNonNull(registry.declare(borrower));
        ThreadContext.current()
                .enter(new Scope(borrower, work, ThreadContext.current().scope()));
        return work;
    }

    private List<Lease> closeSome(int count) {
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Lease lease = open();
            registry.close(lease, Outcome.RETURNED);
            leases.add(lease);
        }
        return leases;
    }

    private LeaseStatistics statisticsOf(String service) {
        return requireNonNull(registry.totals().statisticsByService().get(service));
    }

    private static LeaseSettings withHistory(int size) {
        return new LeaseSettings(true, CaptureMode.OFF, size, PackageRules.NONE);
    }

    private static long onThreads(int threads, Callable<Long> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long sum = 0;
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(executor.submit(work));
            }
            for (Future<Long> part : parts) {
                sum += part.get();
            }
            return sum;
        } finally {
            executor.shutdownNow();
        }
    }

    private static final class FailingListener implements LeaseListener {

        @Override
        public void opened(Lease lease) {
            throw new IllegalStateException("opened");
        }

        @Override
        public void closed(Lease lease) {
            throw new AssertionError("closed");
        }

        @Override
        public void leaked(Lease lease) {
            throw new IllegalStateException("leaked");
        }

        @Override
        public void failed(Borrower borrower, Throwable error) {
            throw new IllegalStateException("failed");
        }
    }
}
