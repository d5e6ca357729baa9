package io.leasewatch.monitor.judgement;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final String APP = "jdbc/app";
    private static final String OTHER = "jdbc/other";

    private final JudgedPools judged = new JudgedPools();
    private final Leases leases = judged.leases;
    private final ManualClock clock = judged.clock;
    private final LeakLedger ledger = judged.ledger;
    private final FakePoolSource server = judged.server;
    private final PoolWatch pools = judged.pools;
    private final Advisor advisor = judged.advisor;
    private final Judge judge = judged.judge;

    @Test
    void poolWithRoomIsOk() {
        judge(reading(APP, 3, 10));

        Judgement judgement = of(APP);
        assertThat(judgement.state()).isEqualTo(State.OK);
        assertThat(judgement.cause()).isEqualTo(Cause.NOTHING);
        assertThat(judgement.sentence()).isEqualTo("No problem was found in jdbc/app.");
        assertThat(judgement.since()).isNull();
        assertThat(judgement.isProblem()).isFalse();
    }

    @Test
    void certainLeaksAndSuspicionsAreTwoNumbers() {
        certain(APP, 3);
        suspected(APP, 2);

        judge(reading(APP, 5, 10));

        assertThat(of(APP).cause()).isEqualTo(Cause.LEAK);
        assertThat(of(APP).leaks()).isEqualTo(3);
        assertThat(of(APP).suspicions()).isEqualTo(2);
        assertThat(of(APP).state()).isEqualTo(State.WARNING);
        assertThat(of(APP).evidence()).contains("3 certain leaks, 2 suspected leaks.");
    }

    @Test
    void suspicionsAloneAreNotCalledALeak() {
        suspected(APP, 1);

        judge(reading(APP, 1, 10));

        assertThat(of(APP).cause()).isEqualTo(Cause.SUSPECTED_LEAK);
        assertThat(of(APP).sentence()).contains("may be leaking");
    }

    @Test
    void fiveLeaksAreAWarningAndSixAreCriticalInOnePoolOrInAll() {
        certain(APP, 4);
        certain(OTHER, 1);
        judge(reading(APP, 4, 10), reading(OTHER, 1, 10));
        assertThat(judge.judgements()).extracting(Judgement::state).containsExactly(State.WARNING, State.WARNING);
        assertThat(judge.isCriticalLeak(APP)).isFalse();

        certain(OTHER, 1);
        judge(reading(APP, 4, 10), reading(OTHER, 2, 10));

        assertThat(judge.judgements()).extracting(Judgement::state).containsExactly(State.CRITICAL, State.CRITICAL);
        assertThat(judge.isCriticalLeak(APP)).isTrue();
        assertThat(of(OTHER).sentence()).endsWith("All pools together have 6 open leaks.");
    }

    @Test
    void poolThatLeaksToItsEndIsCriticalAndComesFirst() {
        certain(APP, 1);
        certain(OTHER, 4);

        judge(reading(APP, 1, 4), reading(OTHER, 4, 4));

        assertThat(judge.judgements()).extracting(Judgement::subject).containsExactly(OTHER, APP);
        assertThat(of(OTHER).state()).isEqualTo(State.CRITICAL);
        assertThat(of(OTHER).outlook().words()).isEqualTo("No connection is left.");
        assertThat(of(APP).state()).isEqualTo(State.WARNING);
    }

    @Test
    void timeThatIsLeftFollowsFromTheRateOfTheLeaks() {
        for (int i = 0; i < 8; i++) {
            leases.ticker.advance(Duration.ofSeconds(14));
            certain(APP, 1);
        }
        judge(reading(APP, 8, 10));

        assertThat(of(APP).outlook().in()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(35));
        assertThat(of(APP).outlook().words())
                .matches("All connections will be in use in about \\d+ s \\(between .+\\)\\.");
    }

    @Test
    void burstOfLeaksIsNoForecastOnceItIsOver() {
        for (int i = 0; i < 5; i++) {
            leases.ticker.advance(Duration.ofMillis(300));
            certain(APP, 1);
        }
        leases.ticker.advance(Duration.ofSeconds(30));

        judge(reading(APP, 5, 10));

        assertThat(of(APP).outlook().in()).isNull();
        assertThat(of(APP).outlook().words()).startsWith("It is too early to say");
    }

    @Test
    void sinceIsWhenTheProblemBegan() {
        Instant begin = clock.instant();
        judge(reading(APP, 10, 10));
        assertThat(of(APP).state()).isEqualTo(State.CRITICAL);
        assertThat(of(APP).since()).isEqualTo(begin);

        clock.advance(Duration.ofSeconds(7));
        judge(reading(APP, 10, 10));
        assertThat(of(APP).since()).isEqualTo(begin);

        judge(reading(APP, 1, 10));
        clock.advance(Duration.ofSeconds(7));
        judge(reading(APP, 10, 10));

        assertThat(of(APP).since()).isEqualTo(clock.instant());
    }

    @Test
    void nothingIsOkWhileTheMonitorDoesNotKnow() {
        certain(APP, 1);
        judged.unknown = "The monitor is late.";
        judge(reading(APP, 1, 10), reading(OTHER, 1, 10));

        assertThat(judge.judgements()).extracting(Judgement::state).containsOnly(State.UNKNOWN);
        assertThat(of(OTHER).cause()).isEqualTo(Cause.NOT_HEARD_FROM);
        assertThat(of(OTHER).sentence()).isEqualTo("The monitor is late.");
    }

    @Test
    void nothingIsOkWhileWatchingIsSwitchedOff() {
        leases.registry.apply(new LeaseSettings(false, CaptureMode.SITE, 100, LeaseSettings.DEFAULT.packages()));

        judge(reading(APP, 1, 10));

        assertThat(of(APP).state()).isEqualTo(State.UNKNOWN);
        assertThat(of(APP).cause()).isEqualTo(Cause.SWITCHED_OFF);
    }

    @Test
    void trackedWorkThatLeaksHasAJudgementOfItsOwn() {
        Lease work = leases.declare(Borrower.of(new Operation("shop", "stocktaking"), "", null));
        ledger.leaked(new Leak.ThreadEnded(work, clock.instant()));

        judge(reading(APP, 1, 10));

        assertThat(of("Tracked work").cause()).isEqualTo(Cause.LEAK);
        assertThat(of(APP).state()).isEqualTo(State.OK);
    }

    @Test
    void poolThatLeaksGetsNoAdviceOnItsSize() {
        for (int second = 0; second < 600; second++) {
            leases.giveBack(leases.take(APP));
            leases.ticker.advance(Duration.ofSeconds(1));
            server.answer(reading(APP, 1, 20));
            pools.read();
            advisor.sample();
        }
        advisor.compute();
        judge.judge();
        assertThat(judge.advice().get(0).size().recommended()).isNotNull();

        certain(APP, 1);
        judge.judge();

        assertThat(judge.advice().get(0).size().recommended()).isNull();
        assertThat(judge.advice().get(0).verdict().sentence())
                .isEqualTo(
                        "jdbc/app is leaking: 1 connection of jdbc/app was not returned. A larger pool only delays its"
                                + " exhaustion.");
    }

    @Test
    void poolWhoseLeaksHaveEndedIsWellAtOnce() {
        Lease lease = leases.take(APP);
        ledger.leaked(new Leak.ThreadEnded(lease, clock.instant()));
        advisor.compute();
        judge(reading(APP, 1, 10));
        assertThat(of(APP).cause()).isEqualTo(Cause.LEAK);

        leases.giveBack(lease);
        judge(reading(APP, 0, 10));

        assertThat(of(APP).state()).isEqualTo(State.OK);
    }

    private Judgement of(String subject) {
        return judge.judgement(subject).orElseThrow();
    }

    private void judge(PoolReading... readings) {
        judged.judge(readings);
    }

    private void certain(String pool, int count) {
        for (int i = 0; i < count; i++) {
            ledger.leaked(new Leak.ThreadEnded(leases.take(pool), clock.instant()));
        }
    }

    private void suspected(String pool, int count) {
        for (int i = 0; i < count; i++) {
            ledger.leaked(new Leak.Overdue(
                    leases.take(pool), clock.instant(), Duration.ofSeconds(40), Duration.ofSeconds(30)));
        }
    }
}
