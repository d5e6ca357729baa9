package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.HoldersLine;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.NestedAcquisition;
import io.leasewatch.core.lease.NestedAcquisitions;
import io.leasewatch.core.lease.SelfWait;
import io.leasewatch.docs.RecordedLog;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Each test has a thread of its own, which holds no connections of other tests. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SelfWaitWatchTest {

    private static final String POOL = "jdbc/app";

    private final Leases leases = new Leases();
    private final NestedAcquisitions nestings = leases.registry.ownership().nestings();
    private final SelfWaitWatch watch = new SelfWaitWatch(leases.registry);

    /** What a thread holds is known to the thread, which other tests run on. */
    @AfterEach
    void returnConnections() {
        List.copyOf(leases.registry.openLeases()).forEach(leases::giveBack);
    }

    @Test
    void threadThatWaitsForAPoolOfOneThatItHoldsIsReportedWhileItWaits() {
        Lease held = leases.take(POOL);
        held.pool().limitedTo(1);
        nestings.waitBegins(wait(held));

        try (RecordedLog log = RecordedLog.of(SelfWaitWatch.class)) {
            watch.check();
            assertThat(log.lines()).isEmpty();
            leases.ticker.advance(SelfWaitWatch.MOMENT);
            watch.check();
            watch.check();

            assertThat(log.lines())
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line)
                                    .startsWith("WARNING LSW2401W: Thread "
                                            + Thread.currentThread().getName() + " waits at SelfWait")
                                    .endsWith(
                                            "while it holds one that it took at " + held.site()
                                                    + ". All its connections are held by threads"
                                                    + " that wait, so none can come free. The pool needs at least 2 connections for such threads."));
        }
        List<NestedAcquisition> recorded = nestings.all();
        assertThat(recorded).singleElement().satisfies(nesting -> {
            assertThat(nesting.outer()).isEqualTo(held.site());
            assertThat(nesting.times()).isOne();
        });
        assertThat(DeadlockBound.floor(POOL, recorded)).isEqualTo(2);
        assertThat(HoldersLine.of(held.pool(), leases.registry))
                .endsWith(", waiting for another connection of this pool");
    }

    @Test
    void waitThatEndsSoonIsNotReported() {
        Lease held = leases.take(POOL);
        SelfWait wait = wait(held);
        nestings.waitBegins(wait);
        nestings.waitEnds(wait);
        leases.ticker.advance(SelfWaitWatch.MOMENT);

        watch.check();

        assertThat(nestings.all()).isEmpty();
    }

    @Test
    void onlyAThreadThatHoldsAConnectionOfAFullPoolMayWaitForItself() {
        Lease held = leases.take(POOL);
        assertThat(leases.registry.mayWaitForItself(leases.registry.pool("jdbc/other", "")))
                .isNull();
        held.pool().limitedTo(2);
        assertThat(leases.registry.mayWaitForItself(held.pool())).isNull();

        leases.take(POOL);
        assertThat(wait(held).depth()).isEqualTo(3);
    }

    private SelfWait wait(Lease held) {
        return Objects.requireNonNull(leases.registry.mayWaitForItself(held.pool()));
    }
}
