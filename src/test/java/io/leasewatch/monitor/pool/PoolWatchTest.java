package io.leasewatch.monitor.pool;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.RecentDurations;
import io.leasewatch.spi.WatchedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolWatchTest {

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final FakePoolSource server = new FakePoolSource();
    private final FakePoolSource other = new FakePoolSource();
    private final List<List<PoolReading>> told = new ArrayList<>();
    private final PoolWatch pools = watch(told::add);

    @Test
    void nothingIsKnownBeforeTheFirstReading() {
        assertThat(pools.readings()).isEmpty();
        assertThat(pools.reading("jdbc/app")).isEmpty();
        assertThat(pools.longestExhaustion()).isZero();
    }

    @Test
    void poolsOfAllSourcesAreReadAndSortedByName() {
        server.answer(reading("jdbc/b", 1, 10), reading("jdbc/c", 1, 10));
        other.answer(reading("jdbc/a", 1, 10));

        pools.read();

        assertThat(pools.readings()).extracting(PoolReading::poolName).containsExactly("jdbc/a", "jdbc/b", "jdbc/c");
    }

    @Test
    void watchedPoolThatNoServerKnowsIsReadByOurOwnCounts() {
        leases.take("orders");
        leases.take("orders");
        Pool pool = leases.registry.pool("orders", "");
        pool.acquisitionStarted();
        pool.timedOut();

        pools.read();
        pools.read();

        assertThat(pools.readings())
                .containsExactly(PoolReading.of("orders", WatchedBy.WRAPPER, clock.instant())
                        .open(0, 2)
                        .waiting(1)
                        .timeouts(1)
                        .peak(2, 2)
                        .times(RecentDurations.NONE, RecentDurations.NONE)
                        .oldestAge(Duration.ZERO)
                        .build());
    }

    @Test
    void threadThatAsksAPoolWithoutNumbersForAMomentIsNotCalledWaiting() {
        Pool pool = leases.registry.pool("orders", "");
        pools.read();
        pool.acquisitionStarted();

        pools.read();

        assertThat(pools.readings()).extracting(PoolReading::waiting).containsExactly(0);
    }

    @Test
    void leasesOfAPoolAtItsWarningLevelAreLookedAtMoreClosely() {
        leases.registry.pool("jdbc/app", "jdbc/app-pool");
        server.answer(reading("jdbc/app-pool", 24, 30));
        pools.read();
        Lease strained = leases.take("jdbc/app");
        server.answer(reading("jdbc/app-pool", 23, 30));
        pools.read();
        Lease relaxed = leases.take("jdbc/app");

        assertThat(strained.stack()).isNotEmpty();
        assertThat(relaxed.stack()).isEmpty();
    }

    @Test
    void watchedPoolHasItsUsersNameTheServersNumbersAndOurTimeouts() {
        Pool pool = leases.registry.pool("jdbc/app", "jdbc/app-pool");
        pool.timedOut();
        pool.timedOut();
        server.answer(reading("jdbc/app-pool", 7, 30));

        pools.read();

        assertThat(pools.readings())
                .containsExactly(PoolReading.of("jdbc/app", WatchedBy.WRAPPER, Readings.TIMESTAMP)
                        .target("jdbc/app-pool")
                        .open(3, 7)
                        .waiting(0)
                        .max(30)
                        .min(2)
                        .timeouts(2)
                        .retained(7)
                        .stranded(0)
                        .unexplained(0)
                        .peak(7, 7)
                        .times(RecentDurations.NONE, RecentDurations.NONE)
                        .oldestAge(Duration.ZERO)
                        .build());
    }

    @Test
    void numbersThatTheServerKeepsForTwoPoolsOfOneNameAreNeithersNumbers() {
        leases.registry.seenPool("shop/java:app/jdbc/x", "java:app/jdbc/x");
        leases.registry.seenPool("depot/java:app/jdbc/x", "java:app/jdbc/x");
        leases.registry.seenPool("depot/java:app/jdbc/y", "java:app/jdbc/y");
        server.answer(reading("java:app/jdbc/x", 7, 30), reading("java:app/jdbc/y", 5, 30));

        pools.read();

        assertThat(pools.readings())
                .extracting(PoolReading::poolName, PoolReading::inUseCount, PoolReading::maxCount)
                .containsExactly(
                        tuple("depot/java:app/jdbc/x", 0, null),
                        tuple("depot/java:app/jdbc/y", 5, 30),
                        tuple("shop/java:app/jdbc/x", 0, null));
    }

    @Test
    void poolWatchedUnderTheVeryNameThatTheServerKnowsHasTheServersNumbersToo() {
        leases.registry.pool("jdbc/app", "");
        server.answer(reading("jdbc/app", 7, 30));

        pools.read();

        assertThat(pools.readings())
                .containsExactly(PoolReading.of("jdbc/app", WatchedBy.WRAPPER, Readings.TIMESTAMP)
                        .open(3, 7)
                        .waiting(0)
                        .max(30)
                        .min(2)
                        .retained(7)
                        .stranded(0)
                        .unexplained(0)
                        .peak(7, 7)
                        .times(RecentDurations.NONE, RecentDurations.NONE)
                        .oldestAge(Duration.ZERO)
                        .build());
    }

    @Test
    void whatIsInUseWithoutAHandleIsRetainedAsFarAsAnybodyOutsideCanTell() {
        leases.take("jdbc/app");
        server.answer(reading("jdbc/app", 3, 30));

        pools.read();

        assertThat(pools.readings().get(0).retainedCount()).isEqualTo(2);
        assertThat(pools.readings().get(0).unknownCount()).isNull();
    }

    @Test
    void whatIsRetainedIsCountedWhereTheServerIsSeenFromInside() {
        Pool pool = leases.registry.seenPool("jdbc/app", "jdbc/app");
        Lease closed = leases.take("jdbc/app");
        pool.reserved(() -> closed);
        server.answer(reading("jdbc/app", 1, 30));

        pools.read();

        assertThat(pools.readings().get(0).retainedCount()).isEqualTo(1);
        assertThat(pools.readings().get(0).unknownCount()).isZero();
    }

    @Test
    void connectionsThatWereOutBeforeAnybodyLookedHaveUnknownBorrowersAndNeverBecomeMore() {
        Pool pool = leases.registry.seenPool("jdbc/app", "jdbc/app");
        pool.reserved(() -> null);

        server.answer(reading("jdbc/app", 4, 30));
        pools.read();
        assertThat(pools.readings().get(0).unknownCount()).isEqualTo(3);
        server.answer(reading("jdbc/app", 3, 30));
        pools.read();
        assertThat(pools.readings().get(0).unknownCount()).isEqualTo(2);
        server.answer(reading("jdbc/app", 4, 30));
        pools.read();
        assertThat(pools.readings().get(0).unknownCount()).isEqualTo(2);
    }

    @Test
    void oneNameIsOnePoolEvenIfASourceUsesThatOfAWatchedOne() {
        leases.registry.pool("jdbc/app", "jdbc/app-pool");
        server.answer(reading("jdbc/app-pool", 7, 30));
        other.answer(reading("jdbc/app", 1, 5));

        pools.read();

        assertThat(pools.readings()).extracting(PoolReading::inUseCount).containsExactly(7);
    }

    @Test
    void whoAsksWaitsOnlyWhenThePoolIsFull() {
        Pool pool = leases.registry.pool("jdbc/app", "jdbc/app-pool");
        pool.acquisitionStarted();
        pool.acquisitionStarted();

        server.answer(reading("jdbc/app-pool", 29, 30));
        pools.read();
        assertThat(pools.readings()).extracting(PoolReading::waiting).containsExactly(0);

        server.answer(reading("jdbc/app-pool", 30, 30));
        pools.read();
        assertThat(pools.readings()).extracting(PoolReading::waiting).containsExactly(2);
    }

    @Test
    void nobodyWaitsForAPoolWithoutAMaximum() {
        leases.registry.pool("jdbc/app", "jdbc/app-pool").acquisitionStarted();
        server.answer(reading("jdbc/app-pool", 30, null));

        pools.read();

        assertThat(pools.readings()).extracting(PoolReading::waiting).containsExactly(0);
    }

    @Test
    void poolIsFoundByItsNameAndByThatOfItsDataSource() {
        leases.registry.pool("jdbc/app", "jdbc/app-pool");
        server.answer(reading("jdbc/app-pool", 7, 30));
        pools.read();

        assertThat(pools.reading("jdbc/app")).contains(pools.readings().get(0));
        assertThat(pools.reading("jdbc/app-pool")).contains(pools.readings().get(0));
        assertThat(pools.reading("jdbc")).isEmpty();
    }

    @Test
    void sourceThatFailsLosesItsPoolsOnlyAndOnlyUntilItAnswers() {
        server.answer(reading("jdbc/a", 1, 10));
        other.answer(reading("jdbc/b", 1, 10));
        pools.read();

        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            other.fail(new IllegalStateException("out of order"));
            pools.read();
            assertThat(pools.readings()).extracting(PoolReading::poolName).containsExactly("jdbc/a");

            other.answer(reading("jdbc/b", 1, 10));
            pools.read();
            assertThat(pools.readings()).extracting(PoolReading::poolName).containsExactly("jdbc/a", "jdbc/b");
            assertThat(log.lines())
                    .containsExactly("WARNING LSW2003W: The pool source " + FakePoolSource.class.getName()
                            + " does not answer; its pools are missing until it does.");
        }
    }

    @Test
    void ofTwoSourcesOfOneClassTheOneThatFailsIsLoggedOnceThoughTheOtherAnswers() {
        server.fail(new IllegalStateException("out of order"));
        other.answer(reading("jdbc/b", 1, 10));

        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            pools.read();
            pools.read();
            pools.read();

            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void sourceThatFailsAgainAfterItAnsweredIsLoggedAgain() {
        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            server.fail(new IllegalStateException("out of order"));
            pools.read();
            server.answer();
            pools.read();
            server.fail(new IllegalStateException("out of order"));
            pools.read();

            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void sourceWhoseClassesDoNotFitIsPassedOverLikeAnyThatFails() {
        PoolSource misfit = () -> {
            throw new NoClassDefFoundError("com/example/Missing");
        };
        server.answer(reading("jdbc/a", 1, 10));
        PoolWatch pools = new PoolWatch(
                leases.registry, List.of(misfit, server), List.of(), clock, leases.ticker, PoolSettings.DEFAULT);

        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            pools.read();

            assertThat(pools.readings()).hasSize(1);
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void burstBetweenTwoReadingsIsSeenByTheNextAndRememberedForAMinute() {
        server.answer(reading("jdbc/app", 0, 30));
        Lease kept = leases.take("jdbc/app");
        pools.read();

        List<Lease> burst =
                Stream.generate(() -> leases.take("jdbc/app")).limit(8).toList();
        burst.forEach(leases::giveBack);
        pools.read();
        assertThat(peaks()).containsExactly(9, 9);

        leases.ticker.advance(Duration.ofSeconds(60));
        pools.read();
        assertThat(peaks()).containsExactly(1, 9);

        leases.giveBack(kept);
        leases.ticker.advance(Duration.ofSeconds(1));
        pools.read();
        // It was out when that second began.
        assertThat(peaks()).containsExactly(1, 1);
        pools.read();
        assertThat(peaks()).containsExactly(0, 1);
    }

    @Test
    void peakIsNeitherBelowWhatTheServerSaysNorAboveWhatCanBe() {
        leases.take("jdbc/app");
        server.answer(reading("jdbc/app", 5, 30));
        pools.read();
        assertThat(peaks()).containsExactly(5, 5);

        leases.take("jdbc/app");
        leases.take("jdbc/app");
        server.answer(reading("jdbc/app", 2, 2));
        pools.read();
        assertThat(peaks()).containsExactly(2, 5);
    }

    @Test
    void nobodyKnowsThePeakAndTheTimesOfAPoolThatIsNotWatched() {
        server.answer(reading("jdbc/app", 5, 30));

        pools.read();

        PoolReading reading = pools.readings().get(0);
        assertThat(reading.peakCount()).isNull();
        assertThat(reading.recentPeakCount()).isNull();
        assertThat(reading.waits()).isNull();
        assertThat(reading.holds()).isNull();
        assertThat(reading.oldestAge()).isNull();
    }

    @Test
    void everyTimeThatAPoolBecomesExhaustedIsCountedOnceHoweverLongItLasts() {
        for (int waiting : List.of(0, 1, 1, 0, 2, 3)) {
            server.answer(reading("jdbc/app", 30, 30, waiting));
            pools.read();
        }
        assertThat(pools.readings()).extracting(PoolReading::exhaustions).containsExactly(2L);

        pools.reset();
        pools.read();
        assertThat(pools.readings()).extracting(PoolReading::exhaustions).containsExactly(0L);
    }

    @Test
    void poolThatIsMeantToBeFullIsKnownByItsNameAndByThatOfItsDataSource() {
        leases.registry.pool("jdbc/app", "jdbc/app-pool");
        pools.apply(expectedFull("jdbc/app-pool", "jdbc/b"));
        server.answer(reading("jdbc/app-pool", 30, 30), reading("jdbc/b", 30, 30), reading("jdbc/c", 30, 30));

        pools.read();

        assertThat(pools.readings()).extracting(PoolReading::expectedFull).containsExactly(true, true, false);
    }

    @Test
    void poolThatIsMeantToBeFullIsWarnedOfOnlyWhenThreadsWait() {
        pools.apply(expectedFull("jdbc/app"));
        server.answer(reading("jdbc/app", 30, 30, 0));
        pools.read();

        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            pools.log();
            server.answer(reading("jdbc/app", 30, 30, 1));
            pools.read();
            pools.log();

            assertThat(log.lines())
                    .extracting(line -> line.split(":")[0])
                    .containsExactly("INFO LSW2002I", "WARNING LSW2001W");
        }
    }

    @Test
    void leasesOfAPoolThatIsMeantToBeFullAreNotLookedAtMoreClosely() {
        leases.registry.pool("jdbc/app", "jdbc/app-pool");
        pools.apply(expectedFull("jdbc/app"));
        server.answer(reading("jdbc/app-pool", 30, 30));

        pools.read();

        assertThat(leases.take("jdbc/app").stack()).isEmpty();
    }

    private List<Integer> peaks() {
        PoolReading reading = pools.readings().get(0);
        return List.of(Objects.requireNonNull(reading.peakCount()), Objects.requireNonNull(reading.recentPeakCount()));
    }

    private static PoolSettings expectedFull(String... names) {
        return Readings.expectedFull(Set.of(names));
    }

    @Test
    void listenersAreHandedEveryReading() {
        server.answer(reading("jdbc/app", 7, 30));
        pools.read();
        pools.read();

        assertThat(told).hasSize(2).allMatch(readings -> readings.equals(pools.readings()));
    }

    @Test
    void listenerThatThrowsIsLoggedOnceAndKeepsNobodyFromHearing() {
        PoolListener failing = readings -> {
            throw new IllegalStateException("a listener that fails");
        };
        PoolWatch pools = watch(failing, told::add);

        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            pools.read();
            pools.read();

            assertThat(told).hasSize(2);
            assertThat(log.lines()).singleElement().asString().startsWith("WARNING LSW2004W: The pool listener ");
        }
    }

    @Test
    void exhaustionLastsFromTheFirstReadingThatSawItToTheLast() {
        server.answer(reading("jdbc/app", 30, 30, 1));
        pools.read();
        assertThat(pools.longestExhaustion()).isZero();

        leases.ticker.advance(Duration.ofSeconds(20));
        pools.read();
        leases.ticker.advance(Duration.ofSeconds(5));
        pools.read();

        assertThat(pools.longestExhaustion()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void exhaustionIsOverWithTheFirstReadingThatDoesNotSeeIt() {
        server.answer(reading("jdbc/app", 30, 30, 1));
        pools.read();
        leases.ticker.advance(Duration.ofSeconds(20));
        server.answer(reading("jdbc/app", 30, 30, 0));
        pools.read();
        assertThat(pools.longestExhaustion()).isZero();

        leases.ticker.advance(Duration.ofSeconds(5));
        server.answer(reading("jdbc/app", 30, 30, 1));
        pools.read();

        assertThat(pools.longestExhaustion()).isZero();
    }

    @Test
    void longestExhaustionIsThatOfThePoolThatIsWorstOff() {
        server.answer(reading("jdbc/a", 30, 30, 1));
        pools.read();
        leases.ticker.advance(Duration.ofSeconds(7));
        other.answer(reading("jdbc/b", 30, 30, 1));
        pools.read();
        leases.ticker.advance(Duration.ofSeconds(1));
        pools.read();

        assertThat(pools.longestExhaustion()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void lineOfAPoolIsAWarningFromItsThresholdOnOrWhenThreadsWait() {
        server.answer(
                reading("jdbc/a", 79, 100, 0),
                reading("jdbc/b", 80, 100, 0),
                reading("jdbc/c", 1, 10, 1),
                reading("jdbc/d", 9, null, null));
        pools.read();

        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            pools.log();

            assertThat(log.lines())
                    .containsExactly(
                            "INFO LSW2002I: Pool 'jdbc/a': 79% utilized (79/100 active, 3 idle, 0 waiting)",
                            "WARNING LSW2001W: Pool 'jdbc/b': 80% utilized (80/100 active, 3 idle, 0 waiting)",
                            "WARNING LSW2001W: Pool 'jdbc/c': 10% utilized (1/10 active, 3 idle, 1 waiting)",
                            "INFO LSW2002I: Pool 'jdbc/d': ?% utilized (9/? active, 3 idle, ? waiting)");
        }
    }

    @Test
    void newThresholdHoldsAtOnce() {
        server.answer(reading("jdbc/a", 5, 10, 0));
        pools.read();
        pools.apply(new PoolSettings(Duration.ofSeconds(1), 0.4, 0.9, Duration.ofSeconds(30)));

        try (RecordedLog log = RecordedLog.of(PoolWatch.class)) {
            pools.log();

            assertThat(log.lines()).singleElement().asString().startsWith("WARNING LSW2001W: ");
        }
    }

    private PoolWatch watch(PoolListener... listeners) {
        return new PoolWatch(
                leases.registry,
                List.of(server, other),
                List.of(listeners),
                clock,
                leases.ticker,
                PoolSettings.DEFAULT);
    }
}
