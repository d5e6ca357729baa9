package io.leasewatch.monitor.alert;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolContents;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final String APP = "jdbc/app";

    private final ManualClock clock = new ManualClock();
    private final Leases leases = new Leases();
    private final FakePoolSource server = new FakePoolSource();
    private final LeakLedger ledger = new LeakLedger(10);
    private final PoolWatch pools =
            new PoolWatch(leases.registry, List.of(server), List.of(), clock, leases.ticker, PoolSettings.DEFAULT);
    private final Measurements measurements = new Measurements(pools, ledger, leases.registry);

    @Test
    void poolIsMeasuredByItsReading() {
        look(new Counts(3, 9, 12, 2, 0, 6));

        assertThat(of(APP))
                .contains(
                        entry(RuleMetric.IN_USE, 9.0),
                        entry(RuleMetric.IDLE, 3.0),
                        entry(RuleMetric.OPEN, 12.0),
                        entry(RuleMetric.WAITING, 2.0),
                        entry(RuleMetric.UTILIZATION, 75.0),
                        entry(RuleMetric.RETAINED, 6.0),
                        entry(RuleMetric.RETAINED_SHARE, 50.0),
                        entry(RuleMetric.LEAKS, 0.0),
                        entry(RuleMetric.OLDEST_AGE, 0.0));
    }

    @Test
    void whatNobodyKnowsIsNoMetric() {
        server.answer(reading(APP, 5, null));
        pools.read();
        measurements.measure();

        assertThat(of(APP))
                .containsKeys(RuleMetric.IN_USE)
                .doesNotContainKeys(
                        RuleMetric.UTILIZATION,
                        RuleMetric.PEAK,
                        RuleMetric.RETAINED,
                        RuleMetric.RETAINED_SHARE,
                        RuleMetric.WAITING);
    }

    @Test
    void strandedAndUnexplainedConnectionsAreMeasured() {
        leases.registry.pool(APP, "");
        PoolWatch watch = new PoolWatch(
                leases.registry,
                List.of(server),
                jndiName -> Optional.of(new PoolContents(Set.of("4a30d32", "6b41e43"), 0)),
                List.of(),
                clock,
                leases.ticker,
                PoolSettings.DEFAULT);
        Measurements all = new Measurements(watch, ledger, leases.registry);
        server.answer(reading(APP, 5, 10));
        for (int seconds = 0; seconds < 60; seconds++) {
            watch.read();
            leases.ticker.advance(Duration.ofSeconds(1));
        }

        all.measure();

        assertThat(all.samples())
                .singleElement()
                .extracting(Measurement::values, as(InstanceOfAssertFactories.map(RuleMetric.class, Double.class)))
                .contains(entry(RuleMetric.STRANDED, 2.0), entry(RuleMetric.UNEXPLAINED, 3.0));
    }

    @Test
    void timeoutsAreThoseOfTheLastMinuteAndNotThoseBeforeTheFirstLook() {
        look(new Counts(0, 1, 10, 0, 7, 0));
        assertThat(of(APP)).containsEntry(RuleMetric.TIMEOUTS, 0.0);

        after(Duration.ofSeconds(10), new Counts(0, 1, 10, 0, 9, 0));
        assertThat(of(APP)).containsEntry(RuleMetric.TIMEOUTS, 2.0);
        after(Duration.ofSeconds(50), new Counts(0, 1, 10, 0, 10, 0));
        assertThat(of(APP)).containsEntry(RuleMetric.TIMEOUTS, 3.0);

        after(Duration.ofSeconds(21), new Counts(0, 1, 10, 0, 10, 0));
        assertThat(of(APP)).containsEntry(RuleMetric.TIMEOUTS, 1.0);
    }

    @Test
    void countThatWasSetBackHasRisenFromZero() {
        look(new Counts(0, 1, 10, 0, 7, 0));

        after(Duration.ofSeconds(10), new Counts(0, 1, 10, 0, 2, 0));

        assertThat(of(APP)).containsEntry(RuleMetric.TIMEOUTS, 2.0);
    }

    @Test
    void peakIsTheHighestOfTheLastMinute() {
        look(new Counts(0, 9, 10, 0, 0, 0));
        after(Duration.ofSeconds(30), new Counts(0, 4, 10, 0, 0, 0));
        assertThat(of(APP)).containsEntry(RuleMetric.PEAK, 90.0);

        after(Duration.ofSeconds(31), new Counts(0, 2, 10, 0, 0, 0));

        assertThat(of(APP)).containsEntry(RuleMetric.PEAK, 40.0);
    }

    @Test
    void peakBetweenTwoReadingsCountsWhereSomebodySawIt() {
        server.answer(PoolReading.of(APP, WatchedBy.POOL_NUMBERS, clock.instant())
                .open(0, 2)
                .max(10)
                .peak(8, 9)
                .oldestWait(Duration.ofMillis(1_500))
                .build());
        pools.read();
        measurements.measure();

        assertThat(of(APP)).contains(entry(RuleMetric.PEAK, 90.0), entry(RuleMetric.OLDEST_WAIT, 1.5));
    }

    @Test
    void poolThatIsMeantToBeFullHasNoPeakToSpeakOf() {
        pools.apply(new PoolSettings(
                Duration.ofSeconds(1),
                0.8,
                0.95,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Set.of(APP),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1)));
        server.answer(PoolReading.of(APP, WatchedBy.POOL_NUMBERS, clock.instant())
                .open(0, 10)
                .max(10)
                .build());
        pools.read();
        measurements.measure();

        assertThat(of(APP)).doesNotContainKey(RuleMetric.PEAK).containsEntry(RuleMetric.UTILIZATION, 100.0);
    }

    @Test
    void leaksAndTheOldestLeaseAreThoseOfThePool() {
        Lease old = leases.take(APP);
        leases.take("jdbc/other");
        leases.ticker.advance(Duration.ofSeconds(42));
        leases.take(APP);
        ledger.leaked(new Leak.Overdue(old, clock.instant(), Duration.ofSeconds(42), Duration.ofSeconds(30)));

        look(new Counts(0, 2, 10, 0, 0, 0));

        assertThat(of(APP)).contains(entry(RuleMetric.LEAKS, 1.0), entry(RuleMetric.OLDEST_AGE, 42.0));
        assertThat(of("jdbc/other")).contains(entry(RuleMetric.LEAKS, 0.0));
    }

    @Test
    void serviceIsMeasuredByItsWork() {
        work("bookshop", 19, 0);
        measurements.measure();
        work("bookshop", 20, 5);
        Lease open = leases.declare(of("bookshop", "open"));
        leases.ticker.advance(Duration.ofSeconds(30));
        measurements.measure();

        assertThat(service("bookshop"))
                .contains(
                        entry(RuleMetric.ACTIVE, 1.0),
                        entry(RuleMetric.ERRORS, 5.0),
                        entry(RuleMetric.ERROR_RATE, 25.0),
                        entry(RuleMetric.SILENT, 0.0));
        leases.giveBack(open);
        leases.ticker.advance(Duration.ofSeconds(90));
        measurements.measure();
        assertThat(service("bookshop")).contains(entry(RuleMetric.SILENT, 90.0), entry(RuleMetric.ACTIVE, 0.0));
    }

    @Test
    void serviceThatBeginsWithErrorsBetweenTwoLooksIsMeasuredByThem() {
        measurements.measure();
        leases.ticker.advance(Duration.ofSeconds(1));

        work("bookshop", 40, 10);
        measurements.measure();

        assertThat(service("bookshop")).contains(entry(RuleMetric.ERRORS, 10.0), entry(RuleMetric.ERROR_RATE, 25.0));
    }

    @Test
    void whatAServiceDidBeforeTheFirstLookDoesNotCount() {
        work("bookshop", 40, 10);

        measurements.measure();

        assertThat(service("bookshop")).containsEntry(RuleMetric.ERRORS, 0.0).doesNotContainKey(RuleMetric.ERROR_RATE);
    }

    @Test
    void rateOfFewPiecesOfWorkIsNotKnown() {
        work("bookshop", 1, 0);
        measurements.measure();
        work("bookshop", 19, 19);
        measurements.measure();

        assertThat(service("bookshop")).doesNotContainKey(RuleMetric.ERROR_RATE).containsEntry(RuleMetric.ERRORS, 19.0);
    }

    @Test
    void errorsAreForgottenAfterFiveMinutes() {
        work("bookshop", 1, 0);
        measurements.measure();
        work("bookshop", 30, 30);
        measurements.measure();
        assertThat(service("bookshop")).containsEntry(RuleMetric.ERROR_RATE, 100.0);

        for (int i = 0; i < 12; i++) {
            leases.ticker.advance(Duration.ofSeconds(30));
            measurements.measure();
        }

        assertThat(service("bookshop")).containsEntry(RuleMetric.ERRORS, 0.0).doesNotContainKey(RuleMetric.ERROR_RATE);
    }

    private void work(String service, int pieces, int failures) {
        Borrower borrower = of(service, "work");
        for (int i = 0; i < pieces; i++) {
            Lease lease = leases.declare(borrower);
            if (i < failures) {
                leases.registry.recordError(borrower, new IllegalStateException("a failure"));
            }
            leases.giveBack(lease);
        }
    }

    private static Borrower of(String service, String operation) {
        return Borrower.of(new Operation(service, operation), "", null);
    }

    private void after(Duration time, Counts counts) {
        clock.advance(time);
        leases.ticker.advance(time);
        look(counts);
    }

    private void look(Counts counts) {
        server.answer(PoolReading.of(APP, WatchedBy.POOL_NUMBERS, clock.instant())
                .open(counts.idle(), counts.inUse())
                .max(counts.max())
                .waiting(counts.waiting())
                .timeouts(counts.timeouts())
                .retained(counts.retained())
                .build());
        pools.read();
        measurements.measure();
    }

    private Map<RuleMetric, Double> of(String pool) {
        return values(RuleMetric.Of.POOL, pool);
    }

    private Map<RuleMetric, Double> service(String name) {
        return values(RuleMetric.Of.SERVICE, name);
    }

    private Map<RuleMetric, Double> values(RuleMetric.Of of, String name) {
        return measurements.samples().stream()
                .filter(sample -> sample.of() == of && sample.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private record Counts(int idle, int inUse, int max, int waiting, long timeouts, int retained) {}
}
