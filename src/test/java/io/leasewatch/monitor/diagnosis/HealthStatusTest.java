package io.leasewatch.monitor.diagnosis;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.database.BreakerState;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.diagnosis.HealthStatus.State;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolContents;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthStatusTest {

    private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final LeakLedger ledger = new LeakLedger(100);
    private final FakePoolSource server = new FakePoolSource();
    private final PoolWatch pools =
            new PoolWatch(leases.registry, List.of(server), List.of(), clock, leases.ticker, PoolSettings.DEFAULT);

    @Test
    void withoutLeaksAndStrainedPoolsAllIsWell() {
        read(reading("jdbc/a", 7, 30, 0));

        assertThat(verdict()).isEqualTo(new HealthStatus(State.HEALTHY, List.of()));
    }

    @Test
    void poolThatIsMeantToBeFullIsNoWorryUntilSomebodyWaits() {
        pools.apply(Readings.expectedFull(Set.of("jdbc/a")));
        read(reading("jdbc/a", 30, 30, 0));
        leases.ticker.advance(THIRTY_SECONDS);
        read(reading("jdbc/a", 30, 30, 0));
        assertThat(verdict().state()).isEqualTo(State.HEALTHY);

        read(reading("jdbc/a", 30, 30, 1));
        leases.ticker.advance(THIRTY_SECONDS);
        read(reading("jdbc/a", 30, 30, 1));

        assertThat(verdict().state()).isEqualTo(State.UNHEALTHY);
    }

    @Test
    void aFewOpenLeaksAreAWorry() {
        leak();
        leak();
        leak();

        assertThat(verdict()).isEqualTo(new HealthStatus(State.DEGRADED, List.of("3 open leaks")));
    }

    @Test
    void moreThanThreeOpenLeaksAreTooMany() {
        leak();
        leak();
        leak();
        Lease last = leak();

        assertThat(verdict())
                .isEqualTo(new HealthStatus(
                        State.UNHEALTHY, List.of("4 open leaks, more than 3; the latest was taken at " + last.site())));
    }

    @Test
    void strandedAndUnexplainedConnectionsAreAWorry() {
        PoolWatch read = new PoolWatch(
                leases.registry,
                List.of(server),
                name -> Optional.of(new PoolContents(Set.of("4a30d32"), 0)),
                List.of(),
                clock,
                leases.ticker,
                PoolSettings.DEFAULT);
        leases.registry.pool("jdbc/a", "");
        server.answer(reading("jdbc/a", 3, 10));
        for (int second = 0; second < 25; second++) {
            leases.ticker.advance(Duration.ofSeconds(1));
            read.read();
        }

        assertThat(HealthStatus.of(ledger, read, List.of(), HealthSettings.DEFAULT, null))
                .isEqualTo(new HealthStatus(
                        State.DEGRADED,
                        List.of(
                                "1 connection of jdbc/a is stranded: in use by the server's count, without a handle and"
                                        + " a unit of work.",
                                "2 connections of jdbc/a are in use, and no lease or unit of work explains it.")));
    }

    @Test
    void leaksThatAreOverDoNotCount() {
        leases.giveBack(leak());

        assertThat(verdict().state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void leaksThatShallNotCountAreAWorryHoweverMany() {
        for (int i = 0; i < 10; i++) {
            leak();
        }

        assertThat(HealthStatus.of(
                        ledger, pools, List.of(), new HealthSettings(false, 3, true, THIRTY_SECONDS, true), null))
                .isEqualTo(new HealthStatus(State.DEGRADED, List.of("10 open leaks")));
    }

    @Test
    void poolThatHasBeenExhaustedForLongIsAFailureWithItsNumbers() {
        exhaust(Duration.ofSeconds(30));

        assertThat(verdict())
                .isEqualTo(new HealthStatus(
                        State.UNHEALTHY,
                        List.of(
                                "a pool has been exhausted for 30 s",
                                "Pool 'jdbc/a': 100% utilized (30/30 active, 3 idle, 2 waiting)")));
    }

    @Test
    void poolThatHasBeenExhaustedForAShortTimeIsAWorry() {
        exhaust(Duration.ofSeconds(29));

        assertThat(verdict().state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void poolThatIsNotExhaustedIsNoFailureEvenWhenNoTimeIsGranted() {
        read(reading("jdbc/a", 29, 30, 0));

        assertThat(HealthStatus.of(
                                ledger, pools, List.of(), new HealthSettings(true, 3, true, Duration.ZERO, true), null)
                        .state())
                .isEqualTo(State.DEGRADED);
    }

    @Test
    void exhaustionThatShallNotCountIsAWorryHoweverLong() {
        exhaust(Duration.ofHours(1));

        assertThat(HealthStatus.of(
                                ledger,
                                pools,
                                List.of(),
                                new HealthSettings(true, 3, false, THIRTY_SECONDS, true),
                                null)
                        .state())
                .isEqualTo(State.DEGRADED);
    }

    @Test
    void poolIsAWorryFromItsWarningThresholdOnOrWhenSomebodyWaits() {
        read(reading("jdbc/a", 80, 100, 0), reading("jdbc/b", 79, 100, 0), reading("jdbc/c", 1, 100, 1));

        assertThat(verdict())
                .isEqualTo(new HealthStatus(
                        State.DEGRADED,
                        List.of(
                                "Pool 'jdbc/a': 80% utilized (80/100 active, 3 idle, 0 waiting)",
                                "Pool 'jdbc/c': 1% utilized (1/100 active, 3 idle, 1 waiting)")));
    }

    @Test
    void failuresStandBeforeWorries() {
        leak();
        exhaust(Duration.ofMinutes(1));

        assertThat(verdict().reasons())
                .containsExactly(
                        "a pool has been exhausted for 1 min",
                        "1 open leak",
                        "Pool 'jdbc/a': 100% utilized (30/30 active, 3 idle, 2 waiting)");
    }

    @Test
    void databaseThatIsNotUpIsAFailureUnlessItShallNotCount() {
        for (DatabaseState state : List.of(DatabaseState.DOWN, DatabaseState.CONNECTING, DatabaseState.STOPPING)) {
            assertThat(verdict(database(state), true))
                    .isEqualTo(new HealthStatus(
                            State.UNHEALTHY,
                            List.of("jdbc/a is " + state.word() + " since " + clock.instant() + ": refused")));
            assertThat(verdict(database(state), false).state()).isEqualTo(State.DEGRADED);
        }
    }

    @Test
    void databaseInTroubleIsAWorry() {
        assertThat(verdict(database(DatabaseState.DEGRADED), true).state()).isEqualTo(State.DEGRADED);
        assertThat(verdict(database(DatabaseState.UP), true).state()).isEqualTo(State.HEALTHY);
    }

    private HealthStatus verdict(DatabaseStatus database, boolean check) {
        return HealthStatus.of(
                ledger, pools, List.of(database), new HealthSettings(true, 3, true, THIRTY_SECONDS, check), null);
    }

    @Test
    void applicationThatDidNotStartBecauseOfTheDatabaseMakesTheServerUnready() {
        assertThat(verdict(database(DatabaseState.UP, "shop"), true))
                .isEqualTo(new HealthStatus(
                        State.UNHEALTHY,
                        List.of("shop has not started. jdbc/a was down when the server started, and is up again")));
        assertThat(verdict(database(DatabaseState.UP, "shop"), false).state()).isEqualTo(State.HEALTHY);
    }

    private DatabaseStatus database(DatabaseState state, String... notStarted) {
        return new DatabaseStatus(
                "jdbc/a",
                state,
                clock.instant(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                "refused",
                clock.instant(),
                0,
                BreakerState.OFF,
                0,
                false,
                List.of(notStarted));
    }

    @Test
    void stateIsUnknownIfTheMonitorIsLateUnlessThereIsAFailure() {
        String late = "the pools have not been read in the last 7 s";

        assertThat(HealthStatus.of(ledger, pools, List.of(), HealthSettings.DEFAULT, late))
                .isEqualTo(new HealthStatus(State.UNKNOWN, List.of(late)));
        for (int i = 0; i < 4; i++) {
            leak();
        }
        assertThat(HealthStatus.of(ledger, pools, List.of(), HealthSettings.DEFAULT, late)
                        .state())
                .isEqualTo(State.UNHEALTHY);
    }

    @Test
    void stateIsAWordInSmallLetters() {
        assertThat(State.UNHEALTHY.word()).isEqualTo("unhealthy");
    }

    private HealthStatus verdict() {
        return HealthStatus.of(ledger, pools, List.of(), HealthSettings.DEFAULT, null);
    }

    private Lease leak() {
        // A pool that the verdict does not see, as it was not read since.
        Lease lease = leases.take("jdbc/leaky");
        ledger.leaked(new Leak.Overdue(lease, clock.instant(), Duration.ofSeconds(31), THIRTY_SECONDS));
        return lease;
    }

    private void exhaust(Duration time) {
        read(reading("jdbc/a", 30, 30, 2));
        leases.ticker.advance(time);
        pools.read();
    }

    private void read(PoolReading... readings) {
        server.answer(readings);
        pools.read();
    }
}
