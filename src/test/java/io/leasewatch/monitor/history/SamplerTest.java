package io.leasewatch.monitor.history;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final Borrower SHOP = Borrower.named("r-1", new Operation("shop", "GET /books"), "ann");

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final FakePoolSource server = new FakePoolSource();
    private final LeakLedger ledger = new LeakLedger(10);
    private final PoolWatch pools =
            new PoolWatch(leases.registry, List.of(server), List.of(), clock, leases.ticker, PoolSettings.DEFAULT);
    private final Sampler sampler = new Sampler(pools, leases.registry, ledger, "one");

    @Test
    void poolIsSampledAsItWasReadLast() {
        server.answer(reading("jdbc/a", 5, 10, 2));
        pools.read();
        server.answer(reading("jdbc/a", 9, 10, 0));

        PoolSample sample = take().pools().get(0);

        assertThat(sample)
                .isEqualTo(new PoolSample("one", "jdbc/a", clock.instant(), 0.5, 5, 3, 2, 10, null, null, null, 0, 0));
    }

    @Test
    void timesAreThoseOfTheLastMinuteAndNobodyKnowsThemWhileNothingWasGivenBack() {
        leases.registry.addListener(pools.times());
        Lease lease = leases.take("jdbc/a");
        pools.read();
        assertThat(take().pools().get(0).holdMillis()).isNull();

        leases.ticker.advance(Duration.ofMillis(200));
        leases.giveBack(lease);
        pools.read();

        assertThat(take().pools().get(0).holdMillis()).isCloseTo(200, within(2.0));
    }

    @Test
    void openLeaksAreCountedForTheirPoolAndTheirService() {
        Lease lease = leases.take("jdbc/a", SHOP);
        ledger.leaked(new Leak.Collected(lease, clock.instant()));
        pools.read();

        Batch batch = take();

        assertThat(batch.pools()).extracting(PoolSample::leaks).containsExactly(1);
        assertThat(batch.services()).extracting(ServiceSample::leaks).containsExactly(1);
    }

    @Test
    void serviceTellsHowLongWhatItGaveBackSinceTheLastSampleWasHeld() {
        hold(Duration.ofMillis(100));
        assertThat(take().services().get(0).holdMillis()).isCloseTo(100, within(1e-3));
        hold(Duration.ofMillis(300));
        hold(Duration.ofMillis(500));

        ServiceSample second = take().services().get(0);
        ServiceSample third = take().services().get(0);

        assertThat(second.acquired()).isEqualTo(3);
        assertThat(second.holdMillis()).isCloseTo(400, within(1e-3));
        assertThat(third.holdMillis()).isNull();
    }

    @Test
    void countsThatWereResetBeginAnew() {
        hold(Duration.ofMillis(100));
        hold(Duration.ofMillis(100));
        take();
        leases.registry.reset();
        hold(Duration.ofMillis(40));

        assertThat(take().services().get(0).holdMillis()).isCloseTo(40, within(1e-3));
    }

    private void hold(Duration time) {
        Lease lease = leases.take("jdbc/a", SHOP);
        leases.ticker.advance(time);
        leases.giveBack(lease);
    }

    private Batch take() {
        return sampler.apply(clock.instant());
    }
}
