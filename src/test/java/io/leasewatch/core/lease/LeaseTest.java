package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final long OPENED = -50;

    private final Lease lease = lease();

    @Test
    void leaseIsHeldUntilItIsClosedAndNotLonger() {
        long held = lease.heldNanosAt(OPENED + 100);
        lease.close(Outcome.RETURNED, OPENED + 200);

        assertThat(held).isEqualTo(100);
        assertThat(lease.heldNanosAt(OPENED + 5_000)).isEqualTo(200);
        assertThat(lease.ageAt(OPENED + 5_000)).isEqualTo(Duration.ofNanos(5_000));
    }

    @Test
    void anyHistoryOfALeaseIsTheOneASimplerLeaseWouldTell() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Lease quick = lease();
            SlowLease slow = new SlowLease();

            for (int step = 0; step < 12; step++) {
                takeTheSameStep(random.nextInt(5), quick, slow, step);

                assertThat(quick.isOpen()).isEqualTo(slow.outcome == null);
                assertThat(quick.outcome()).isEqualTo(slow.outcome);
                assertThat(quick.hasLeaked()).isEqualTo(slow.leaked);
                assertThat(quick.hasChildren()).isEqualTo(slow.parent);
            }
        }
    }

    @RepeatedTest(50)
    void leaseIsClosedOnceAndLeakedAtMostOnceHoweverThreadsRace() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger leaked = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(4);
        Thread[] threads = new Thread[4];

        for (int i = 0; i < threads.length; i++) {
            boolean closer = i % 2 == 0;
            threads[i] = new Thread(() -> {
                meet(together);
                if (closer && lease.close(Outcome.RETURNED, OPENED)) {
                    closed.incrementAndGet();
                } else if (!closer && lease.markLeaked()) {
                    leaked.incrementAndGet();
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(closed).hasValue(1);
        assertThat(leaked).hasValue(lease.hasLeaked() ? 1 : 0);
        assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED);
    }

    private static void takeTheSameStep(int step, Lease quick, SlowLease slow, long now) {
        switch (step) {
            case 0 -> assertThat(quick.markLeaked()).isEqualTo(slow.markLeaked());
            case 1 -> assertThat(quick.becomeParent()).isEqualTo(slow.becomeParent());
            default -> {
                Outcome outcome = Outcome.values()[step - 2];
                assertThat(quick.close(outcome, OPENED + now)).isEqualTo(slow.close(outcome));
            }
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Lease lease() {
        return new Lease(
                1, 0, new Pool("main", "", true), Borrower.UNKNOWN, Site.UNKNOWN, ThreadContext.current(), OPENED);
    }

    /** Obviously right, for one thread. */
    private static final class SlowLease {

        private boolean leaked;
        private boolean parent;
        private @Nullable Outcome outcome;

        boolean markLeaked() {
            boolean first = outcome == null && !leaked;
            leaked |= first;
            return first;
        }

        boolean becomeParent() {
            boolean first = outcome == null && !parent;
            parent |= first;
            return first;
        }

        boolean close(Outcome how) {
            boolean first = outcome == null;
            if (first) {
                outcome = how;
            }
            return first;
        }
    }
}
