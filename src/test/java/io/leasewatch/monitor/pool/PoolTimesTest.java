package io.leasewatch.monitor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PoolTimesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Leases leases = new Leases();
    private final PoolWatch pools = new PoolWatch(
            leases.registry, List.of(), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);
    private final Pool pool = leases.registry.pool("jdbc/app", "");

    PoolTimesTest() {
        leases.registry.addListener(pools.times());
    }

    @Test
    void waitIsFromTheAskingToTheAnswerAndTheHoldFromThereToTheEnd() {
        long asked = leases.ticker.nanos();
        leases.ticker.advance(SECOND.multipliedBy(2));
        Lease lease = Objects.requireNonNull(leases.registry.open(Acquisition.startedAt(pool, asked)));
        leases.ticker.advance(SECOND.multipliedBy(3));
        leases.giveBack(lease);

        assertAbout(waits(), 1, 2);
        assertAbout(holds(), 1, 3);
    }

    @Test
    void whoWaitedInVainHasWaited() {
        long asked = leases.ticker.nanos();
        leases.ticker.advance(SECOND.multipliedBy(30));

        leases.registry.timedOut(pool, asked);

        assertAbout(waits(), 1, 30);
        assertThat(holds()).isEqualTo(Percentiles.NONE);
    }

    @Test
    void howLongAReclaimedLeaseWasHeldIsNoHoldTime() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(SECOND);
        leases.registry.close(lease, Outcome.RECLAIMED);

        assertThat(holds()).isEqualTo(Percentiles.NONE);
    }

    @Test
    void leaseWhoseAskingNobodySawIsHeldButHasNotWaited() {
        leases.giveBack(leases.take("jdbc/app"));

        assertThat(waits()).isEqualTo(Percentiles.NONE);
        assertThat(holds().count()).isEqualTo(1);
    }

    @Test
    void workThatStandsForAConnectionIsNoConnection() {
        leases.giveBack(leases.declare(Borrower.UNKNOWN));

        assertThat(holds()).isEqualTo(Percentiles.NONE);
    }

    @Test
    void openLeaseIsNotLostBecauseTheOldestIsToldBeside() {
        leases.take("jdbc/app");
        leases.ticker.advance(SECOND.multipliedBy(50));
        leases.take("jdbc/app");
        leases.ticker.advance(SECOND.multipliedBy(5));

        assertThat(holds()).isEqualTo(Percentiles.NONE);
        assertThat(reading().oldestAge()).isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void leasesThatWereHeldForLongerThanASecondAreCounted() {
        hold(SECOND);
        hold(SECOND.plusNanos(1));
        hold(SECOND.multipliedBy(7));

        assertThat(reading().longHolds()).isEqualTo(2);
        pools.apply(longHold(SECOND.multipliedBy(10)));
        hold(SECOND.multipliedBy(7));
        assertThat(reading().longHolds()).isEqualTo(2);
    }

    @Test
    void poolsAreToldApart() {
        Pool other = leases.registry.pool("jdbc/other", "");
        leases.registry.waited(other, leases.ticker.nanos());

        assertThat(waits()).isEqualTo(Percentiles.NONE);
        assertThat(waits("jdbc/other").count()).isEqualTo(1);
    }

    @Test
    void listenerOfReadingsIsHandedEveryTimeOnce() {
        List<Duration> held = new ArrayList<>();
        List<Duration> waited = new ArrayList<>();
        hold(Duration.ofNanos(3_000));
        leases.registry.waited(pool, leases.ticker.nanos() - 5_000);

        for (int i = 0; i < 2; i++) {
            pools.read();
            pools.times().drainHolds(pool, (time, count) -> held.add(time.multipliedBy(count)));
            pools.times().drainWaits(pool, (time, count) -> waited.add(time.multipliedBy(count)));
        }

        assertThat(held).containsExactly(Duration.ofNanos(3_000));
        assertThat(waited).containsExactly(Duration.ofNanos(5_000));
    }

    @Test
    void poolThatIsNotUsedForFiveMinutesNeedsNoHistograms() {
        hold(SECOND);
        pools.read();
        pools.times().drainHolds(pool, (time, count) -> {});
        for (int i = 0; i < 40; i++) {
            leases.ticker.advance(Duration.ofSeconds(10));
            pools.read();
        }
        assertThat(pools.times().measured()).isZero();

        hold(SECOND.multipliedBy(2));
        pools.read();

        assertThat(pools.times().measured()).isOne();
        assertThat(Objects.requireNonNull(reading().holds()).minute().max())
                .isBetween(SECOND.multipliedBy(2), Duration.ofMillis(2020));
        assertThat(reading().longHolds()).isOne();
    }

    @Test
    void resetBeginsAnew() {
        hold(SECOND.multipliedBy(2));
        leases.registry.waited(pool, leases.ticker.nanos());
        pools.read();

        pools.reset();

        assertThat(holds()).isEqualTo(Percentiles.NONE);
        assertThat(waits()).isEqualTo(Percentiles.NONE);
        assertThat(reading().longHolds()).isZero();
    }

    private void hold(Duration time) {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(time);
        leases.giveBack(lease);
    }

    private static PoolSettings longHold(Duration time) {
        PoolSettings usual = PoolSettings.DEFAULT;
        return new PoolSettings(
                usual.interval(),
                usual.warning(),
                usual.critical(),
                usual.logInterval(),
                usual.sustainedAfter(),
                time,
                usual.expectedFull(),
                usual.strandedAfter(),
                usual.summaryInterval());
    }

    private Percentiles waits() {
        return waits("jdbc/app");
    }

    private Percentiles waits(String name) {
        return Objects.requireNonNull(reading(name).waits()).minute();
    }

    private Percentiles holds() {
        return Objects.requireNonNull(reading().holds()).minute();
    }

    private PoolReading reading() {
        return reading("jdbc/app");
    }

    private PoolReading reading(String name) {
        pools.read();
        return pools.reading(name).orElseThrow();
    }

    private static void assertAbout(Percentiles times, long count, long seconds) {
        assertThat(times.count()).isEqualTo(count);
        assertThat(times.p50().toMillis()).isBetween(seconds * 990, seconds * 1010);
        assertThat(times.max().toMillis()).isBetween(seconds * 990, seconds * 1010);
    }
}
