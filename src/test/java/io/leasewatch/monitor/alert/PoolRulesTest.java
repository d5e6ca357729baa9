package io.leasewatch.monitor.alert;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@link UtilizationRule}, {@link SustainedRule} and {@link WaitersRule}. */
class PoolRulesTest {

    private static final Set<String> QUIET = Set.of();
    private static final Set<String> FIRING = Set.of("jdbc/app");

    private final Leases leases = new Leases();
    private final FakePoolSource server = new FakePoolSource();
    private final PoolWatch pools = new PoolWatch(
            leases.registry, List.of(server), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);
    private final UtilizationRule utilization = new UtilizationRule(pools);
    private final SustainedRule sustained = new SustainedRule(pools, leases.ticker);
    private final WaitersRule waiters = new WaitersRule(pools);

    @Test
    void alertSaysWhichLineHoldsMostConnectionsIfItIsKnown() {
        AlertRule rule = new RuleWithLines(waiters, leases.registry);
        read(reading("jdbc/app", 3, 3, 2));
        assertThat(rule.evaluate(QUIET))
                .extracting(Finding::message)
                .containsExactly("2 threads wait for a connection of jdbc/app: 3 of 3 are in use.");

        Lease one = leases.take("jdbc/app");
        leases.take("jdbc/other");
        List<Lease> two =
                Stream.generate(() -> leases.take("jdbc/app")).limit(2).toList();

        assertThat(rule.evaluate(QUIET))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .endsWith(" are in use. Most are held by " + two.get(0).site() + " (2).")
                .doesNotContain(one.site() + " ");
        assertThat(rule.name()).isEqualTo("waiters");
    }

    @Test
    void poolIsStrainedFromItsWarningThresholdOn() {
        read(reading("jdbc/app", 79, 100));
        assertThat(utilization.evaluate(QUIET)).isEmpty();

        read(reading("jdbc/app", 80, 100));
        assertThat(utilization.evaluate(QUIET)).extracting(Finding::severity).containsExactly(Severity.WARNING);
    }

    @Test
    void poolIsCriticalFromItsCriticalThresholdOn() {
        read(reading("jdbc/app", 94, 100));
        assertThat(utilization.evaluate(QUIET)).extracting(Finding::severity).containsExactly(Severity.WARNING);

        read(reading("jdbc/app", 95, 100));
        assertThat(utilization.evaluate(QUIET)).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
    }

    @Test
    void firingAlertLetsGoOnlyFivePercentBelowTheThreshold() {
        read(reading("jdbc/app", 75, 100));
        assertThat(utilization.evaluate(QUIET)).isEmpty();
        assertThat(utilization.evaluate(FIRING)).hasSize(1);

        read(reading("jdbc/app", 74, 100));
        assertThat(utilization.evaluate(FIRING)).isEmpty();
    }

    @Test
    void firingAlertOfAVeryLowThresholdLetsGoOfAnIdlePool() {
        pools.apply(new PoolSettings(Duration.ofSeconds(1), 0.05, 0.95, Duration.ofSeconds(30)));
        read(reading("jdbc/app", 4, 100));
        assertThat(utilization.evaluate(FIRING)).hasSize(1);

        read(reading("jdbc/app", 0, 100));

        assertThat(utilization.evaluate(FIRING)).isEmpty();
    }

    @Test
    void poolWithoutAMaximumIsNeverStrained() {
        read(reading("jdbc/app", 500, null));

        assertThat(utilization.evaluate(QUIET)).isEmpty();
    }

    @Test
    void utilizationIsSaidInNumbers() {
        read(reading("jdbc/app", 29, 30, 4));

        assertThat(utilization.evaluate(QUIET))
                .containsExactly(new Finding(
                        "jdbc/app",
                        "",
                        Severity.CRITICAL,
                        "jdbc/app is 96.7% utilized: 29 of 30 connections are in use and 4 threads wait.",
                        29,
                        List.of()));
    }

    @Test
    void anyWaiterIsWorthAWarning() {
        read(reading("jdbc/a", 30, 30, 0), reading("jdbc/b", 30, 30, 1), reading("jdbc/c", 30, 30));

        assertThat(waiters.evaluate(QUIET))
                .containsExactly(new Finding(
                        "jdbc/b",
                        "",
                        Severity.WARNING,
                        "1 thread waits for a connection of jdbc/b: 30 of 30 are in use.",
                        1,
                        List.of()));
    }

    @Test
    void waitersOfAPoolWhoseMaximumNobodyKnowsAreCountedWithoutIt() {
        read(reading("jdbc/app", 7, null, 2));

        assertThat(waiters.evaluate(QUIET))
                .extracting(Finding::message)
                .containsExactly("2 threads wait for a connection of jdbc/app: 7 are in use.");
    }

    @Test
    void rulesAreCalledByWhatTheyLookAt() {
        assertThat(utilization.name()).isEqualTo("utilization");
        assertThat(waiters.name()).isEqualTo("waiters");
        assertThat(sustained.name()).isEqualTo("sustained-utilization");
    }

    @Test
    void poolThatIsStrainedForFiveMinutesWithoutABreakIsWorthAnAlertOfItsOwn() {
        read(reading("jdbc/app", 24, 30));
        assertThat(sustained.evaluate(QUIET)).isEmpty();
        leases.ticker.advance(Duration.ofSeconds(299));
        assertThat(sustained.evaluate(QUIET)).isEmpty();

        leases.ticker.advance(Duration.ofSeconds(1));

        assertThat(sustained.evaluate(QUIET))
                .containsExactly(new Finding(
                        "jdbc/app",
                        "",
                        Severity.WARNING,
                        "jdbc/app has been highly utilized for 5 min: 24 of 30 connections are in use now.",
                        24,
                        List.of()));
        read(reading("jdbc/app", 29, 30));
        assertThat(sustained.evaluate(FIRING)).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
    }

    @Test
    void breakBeginsTheFiveMinutesAnew() {
        read(reading("jdbc/app", 24, 30));
        assertThat(sustained.evaluate(QUIET)).isEmpty();
        leases.ticker.advance(Duration.ofMinutes(4));
        read(reading("jdbc/app", 23, 30));
        assertThat(sustained.evaluate(QUIET)).isEmpty();
        read(reading("jdbc/app", 24, 30));
        leases.ticker.advance(Duration.ofMinutes(4));

        assertThat(sustained.evaluate(QUIET)).isEmpty();
        leases.ticker.advance(Duration.ofMinutes(5));
        assertThat(sustained.evaluate(QUIET)).hasSize(1);
    }

    @Test
    void sustainedAlertThatFiresLetsGoOnlyFivePercentBelowTheThreshold() {
        read(reading("jdbc/app", 75, 100));
        assertThat(sustained.evaluate(FIRING)).hasSize(1);

        read(reading("jdbc/app", 74, 100));

        assertThat(sustained.evaluate(FIRING)).isEmpty();
    }

    @Test
    void poolThatIsMeantToBeFullIsNeitherStrainedNorStrainedForLong() {
        pools.apply(Readings.expectedFull(Set.of("jdbc/app")));
        read(reading("jdbc/app", 30, 30, 1));
        assertThat(sustained.evaluate(QUIET)).isEmpty();
        leases.ticker.advance(Duration.ofMinutes(10));

        assertThat(sustained.evaluate(QUIET)).isEmpty();
        assertThat(utilization.evaluate(QUIET)).isEmpty();
        assertThat(waiters.evaluate(QUIET)).hasSize(1);
    }

    private void read(PoolReading... readings) {
        server.answer(readings);
        pools.read();
    }
}
