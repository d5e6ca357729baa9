package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.UnitOfWork;
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
                takeTheSameStep(random.nextInt(7 + Outcome.values().length), quick, slow, step);

                assertThat(quick.isOpen()).isEqualTo(slow.outcome == null);
                assertThat(quick.outcome()).isEqualTo(slow.outcome);
                assertThat(quick.hasLeaked()).isEqualTo(slow.leaked);
                assertThat(quick.hasChildren()).isEqualTo(slow.parent);
                assertThat(quick.isTakenBack()).isEqualTo(slow.takenBack && slow.outcome == null);
                assertThat(quick.isHandleClosed()).isEqualTo(slow.handleClosed);
                assertThat(quick.outlived()).isEqualTo(slow.outcome == null ? slow.outlived : null);
                assertThat(quick.heldNanosAt(OPENED + 99)).isEqualTo(slow.outcome == null ? 99 : slow.ended);
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
            case 2 -> assertThat(quick.takeBack(false, OPENED + now)).isEqualTo(slow.takeBack(false, now));
            case 3 -> assertThat(quick.takeBack(true, OPENED + now)).isEqualTo(slow.takeBack(true, now));
            case 4 -> assertThat(quick.resume()).isEqualTo(slow.resume());
            case 5 -> assertThat(quick.closeTakenBack()).isEqualTo(slow.closeTakenBack());
            case 6 -> {
                UnitOfWork unit = UnitOfWork.values()[(int) now % 3];
                quick.outlive(unit, OPENED + now);
                slow.outlive(unit, now);
            }
            default -> {
                Outcome outcome = Outcome.values()[step - 7];
                if (outcome == Outcome.OPEN_AT_STOP) {
                    assertThat(quick.returning()).isEqualTo(slow.returning());
                } else {
                    assertThat(quick.close(outcome, OPENED + now)).isEqualTo(slow.close(outcome, now));
                }
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
        private boolean takenBack;
        private boolean handleClosed;
        private boolean returning;
        private long ended;
        private @Nullable UnitOfWork outlived;
        private @Nullable Outcome outcome;

        boolean markLeaked() {
            boolean first = outcome == null && !leaked && !returning;
            leaked |= first;
            return first;
        }

        boolean becomeParent() {
            boolean first = outcome == null && !parent;
            parent |= first;
            return first;
        }

        boolean takeBack(boolean closesHandle, long now) {
            if (outcome != null || returning || (takenBack && (handleClosed || !closesHandle))) {
                return false;
            }
            takenBack = true;
            handleClosed |= closesHandle;
            ended = now;
            return true;
        }

        boolean resume() {
            if (outcome != null || handleClosed) {
                return false;
            }
            takenBack = false;
            return true;
        }

        boolean closeTakenBack() {
            return takenBack && close(Outcome.CLOSED_BY_CONTAINER, ended);
        }

        void outlive(UnitOfWork unit, long now) {
            if (outcome == null && outlived == null) {
                outlived = unit;
                ended = now;
            }
        }

        boolean returning() {
            returning |= outcome == null;
            return outcome != Outcome.RECLAIMED;
        }

        boolean close(Outcome how, long now) {
            if (outcome != null || (how == Outcome.RECLAIMED && returning)) {
                return false;
            }
            outcome = how;
            ended = now;
            return true;
        }
    }
}
