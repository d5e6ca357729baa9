package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Acquisition.Sharing;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Transactions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Each test has a thread of its own, in whose hand nothing is from another. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class NestedAcquisitionsTest {

    private final Leases leases = new Leases();

    @Test
    void connectionThatIsTakenWhileAnotherIsHeldIsRecordedWithBothLines() {
        Lease outer = leases.take("jdbc/app");
        Lease inner = leases.take("jdbc/app");
        leases.giveBack(inner);
        leases.giveBack(outer);

        assertThat(leases.registry.ownership().nestings().all()).singleElement().satisfies(nesting -> {
            assertThat(nesting.outer()).isEqualTo(outer.site());
            assertThat(nesting.inner()).isEqualTo(inner.site());
            assertThat(nesting.innerPool()).isEqualTo("jdbc/app");
            assertThat(nesting.depth()).isEqualTo(2);
            assertThat(nesting.times()).isOne();
            assertThat(nesting.minimumPoolSize()).isEqualTo(2);
        });
        assertThat(inner.pool().nested()).isOne();
    }

    @Test
    void oneAfterTheOtherIsNotNested() {
        for (int i = 0; i < 3; i++) {
            leases.giveBack(leases.take("jdbc/app"));
        }

        assertThat(leases.registry.ownership().nestings().all()).isEmpty();
        assertThat(ThreadContext.current().hand().isEmpty()).isTrue();
    }

    @Test
    void whatIsHeldIsKnownInWhateverOrderAndByWhomeverItIsClosed() {
        Lease first = leases.take("jdbc/app");
        Lease second = leases.take("jdbc/app");
        Lease third = leases.take("jdbc/app");
        CompletableFuture.runAsync(() -> leases.giveBack(second)).join();
        leases.giveBack(first);

        Lease fourth = leases.take("jdbc/app");

        assertThat(ThreadContext.current().hand().count(first.pool())).isEqualTo(2);
        assertThat(leases.registry.ownership().nestings().all())
                .filteredOn(nesting -> nesting.inner().equals(fourth.site()))
                .singleElement()
                .satisfies(nesting -> {
                    assertThat(nesting.outer()).isEqualTo(third.site());
                    assertThat(nesting.depth()).isEqualTo(2);
                });
        leases.giveBack(third);
        leases.giveBack(fourth);
        assertThat(ThreadContext.current().hand().count(first.pool())).isZero();
    }

    @Test
    void smallestSizeCountsTheThreadsThatHoldOneOfThePoolAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier together = new CyclicBarrier(3);
        CyclicBarrier all = new CyclicBarrier(4);

        for (int i = 0; i < 3; i++) {
            threads.execute(() -> {
                Lease outer = leases.take("jdbc/app");
                meet(together);
                Lease inner = leases.take("jdbc/app");
                meet(all);
                leases.giveBack(inner);
                leases.giveBack(outer);
            });
        }
        threads.execute(() -> {
            Lease only = leases.take("jdbc/app");
            meet(all);
            leases.giveBack(only);
        });
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(leases.registry.ownership().nestings().all()).singleElement().satisfies(nesting -> {
            assertThat(nesting.times()).isEqualTo(3);
            assertThat(nesting.threads()).isEqualTo(3);
            assertThat(nesting.poolThreads()).isEqualTo(4);
            assertThat(nesting.minimumPoolSize()).isEqualTo(5);
        });
    }

    @Test
    void connectionsOfTwoPoolsCannotLockUpOneOfThem() {
        Lease outer = leases.take("jdbc/app");
        Lease inner = leases.take("jdbc/reports");
        leases.giveBack(inner);
        leases.giveBack(outer);

        assertThat(leases.registry.ownership().nestings().all()).singleElement().satisfies(nesting -> {
            assertThat(nesting.outerPool()).isEqualTo("jdbc/app");
            assertThat(nesting.innerPool()).isEqualTo("jdbc/reports");
            assertThat(nesting.minimumPoolSize()).isNull();
        });
    }

    @Test
    void leakOfEarlierWorkIsNotWhatTheThreadHolds() {
        Lease leaked = leases.take("jdbc/app");
        leases.registry.markLeaked(leaked);

        leases.giveBack(leases.take("jdbc/app"));

        assertThat(leases.registry.ownership().nestings().all()).isEmpty();
        leases.giveBack(leaked);
    }

    @Test
    void handlesThatMayBeOnOneConnectionAreNotTwo() {
        leases.registry.ownership().setTransactions(new Transactions() {
            @Override
            public boolean afterwards(Runnable work) {
                return false;
            }

            @Override
            public boolean isActive() {
                return true;
            }
        });
        Lease outer = leases.take("jdbc/app");
        Lease perhapsTheSame = leases.take("jdbc/app");
        Lease surelyTheSame = leases.registry.open(inside(outer.pool(), Sharing.SHARED));

        assertThat(leases.registry.ownership().nestings().all()).isEmpty();

        Lease surelyAnother = leases.registry.open(inside(outer.pool(), Sharing.EXCLUSIVE));
        assertThat(leases.registry.ownership().nestings().all()).hasSize(1);
        assertThat(surelyTheSame).isNotNull();
        assertThat(surelyAnother).isNotNull();
        leases.registry.openLeases().forEach(leases::giveBack);
        assertThat(perhapsTheSame.isOpen()).isFalse();
    }

    @Test
    void pairsBeyondTheMostAreCountedAndNotKept() {
        NestedAcquisitions nestings = new NestedAcquisitions();
        Pool pool = new Pool("jdbc/app", "", true);

        IntStream.range(0, NestedAcquisitions.MOST + 5)
                .forEach(line -> nestings.record(lease(pool, 1), lease(pool, line), 2, 0));
        nestings.record(lease(pool, 1), lease(pool, 0), 2, 0);

        assertThat(nestings.all()).hasSize(NestedAcquisitions.MOST);
        assertThat(nestings.dropped()).isEqualTo(5);
        assertThat(nestings.all().get(0).times()).isEqualTo(2);
    }

    @Test
    void threadWithMoreThanAnybodyNeedsIsNotLookedAtForEver() {
        Lease first = leases.take("jdbc/app");
        for (int i = 0; i < 3 * ThreadLeases.MOST; i++) {
            leases.take("jdbc/app");
        }

        assertThat(ThreadContext.current().hand().count(first.pool())).isEqualTo(ThreadLeases.MOST + 1);
        leases.registry.openLeases().forEach(leases::giveBack);
        assertThat(ThreadContext.current().hand().isEmpty()
                        || ThreadContext.current().hand().count(first.pool()) == 0)
                .isTrue();
    }

    private static Lease lease(Pool pool, int line) {
        Site site = new Site("org.example.Orders", "take", "Orders.java", line);
        return new Lease(line + 1L, 0, pool, Borrower.UNKNOWN, site, ThreadContext.current(), 0);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Acquisition inside(Pool pool, Sharing sharing) {
        return Acquisition.insideServer(pool, Acquisition.START_UNKNOWN, sharing);
    }
}
