package io.leasewatch.monitor.alert;

import static io.leasewatch.monitor.pool.Readings.reading;
import static io.leasewatch.spi.Severity.CRITICAL;
import static io.leasewatch.spi.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules as data, on a desk. */
class OwnRulesTest {

    private static final String APP = "jdbc/app";

    private final ManualClock clock = new ManualClock();
    private final Leases leases = new Leases();
    private final FakePoolSource server = new FakePoolSource();
    private final PoolWatch pools =
            new PoolWatch(leases.registry, List.of(server), List.of(), clock, leases.ticker, PoolSettings.DEFAULT);
    private final FakeRule builtIn = new FakeRule("leaks");
    private final RecordingChannel log = new RecordingChannel("log");
    private final RecordingChannel slack = new RecordingChannel("slack");
    private final AlertEvaluator desk = new AlertEvaluator(
            List.of(builtIn),
            new Measurements(pools, new LeakLedger(10), leases.registry),
            List.of(log, slack),
            clock,
            AlertSettings.DEFAULT);

    @Test
    void ruleOfOnesOwnFiresForEveryPoolBeyondItsLimitAndSaysWhy() {
        rules("busy: in-use >= 7 severity error");

        look(6, 8);

        assertThat(log.sent).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("busy");
            assertThat(alert.pool()).isEqualTo("jdbc/other");
            assertThat(alert.severity()).isEqualTo(Severity.ERROR);
            assertThat(alert.message()).isEqualTo("jdbc/other has 8 connections in use (>= 7).");
            assertThat(alert.count()).isEqualTo(8);
        });
    }

    @Test
    void ruleAboutOnePoolLooksAtNoOther() {
        rules("busy: in-use >= 7 of jdbc/app");

        look(9, 9);

        assertThat(log.sent).extracting(Alert::pool).containsExactly(APP);
    }

    @Test
    void ruleLetsGoALittleBelowItsLimitOnly() {
        rules("busy: in-use >= 40 cooldown PT0S");
        look(40, 0);
        look(38, 0);
        assertThat(log.words()).containsExactly("firing warning");

        look(37, 0);

        assertThat(log.words()).containsExactly("firing warning", "resolved warning");
    }

    @Test
    void ruleOfAllConditionsFiresOnlyWhereAllHoldAndNamesThem() {
        rules("busy: in-use >= 7 and waiting > 0 severity error");
        lookAt(7, 0);
        lookAt(6, 1);
        assertThat(log.sent).isEmpty();

        lookAt(9, 1);

        assertThat(log.sent).singleElement().satisfies(alert -> {
            assertThat(alert.pool()).isEqualTo(APP);
            assertThat(alert.severity()).isEqualTo(Severity.ERROR);
            assertThat(alert.message())
                    .isEqualTo("jdbc/app has 9 connections in use (>= 7). jdbc/app has 1 waiting thread (> 0).");
            assertThat(alert.count()).isEqualTo(9);
        });
    }

    @Test
    void ruleOfAnyConditionFiresWhereOneHoldsAndNamesOnlyThatOne() {
        rules("busy: in-use >= 40 or waiting >= 5 cooldown PT0S");

        lookAt(20, 5);
        lookAt(20, 0);
        lookAt(44, 4);

        assertThat(log.sent)
                .extracting(Alert::message)
                .containsExactly(
                        "jdbc/app has 5 waiting threads (>= 5).",
                        "Over after 1 s. Before: jdbc/app has 5 waiting threads (>= 5).",
                        "jdbc/app has 44 connections in use (>= 40).");
    }

    @Test
    void conditionWithAnUnknownValueDoesNotHold() {
        rules("all: in-use >= 7 and waiting >= 0", "any: in-use >= 7 or waiting >= 0");

        look(9, 0);

        assertThat(log.sent).extracting(Alert::rule).containsExactly("any");
    }

    @Test
    void eachOfAllConditionsLetsGoALittleBelowItsLimitOnly() {
        rules("busy: in-use >= 40 and waiting >= 20 cooldown PT0S");
        lookAt(40, 20);
        lookAt(38, 19);
        assertThat(log.words()).containsExactly("firing warning");

        lookAt(40, 18);

        assertThat(log.words()).containsExactly("firing warning", "resolved warning");
    }

    @Test
    void eachOfAnyConditionsLetsGoALittleBelowItsLimitOnly() {
        rules("busy: in-use >= 40 or waiting >= 20 cooldown PT0S");
        lookAt(40, 20);
        lookAt(38, 19);
        lookAt(30, 19);
        assertThat(log.words()).containsExactly("firing warning");

        lookAt(30, 18);

        assertThat(log.words()).containsExactly("firing warning", "resolved warning");
    }

    @Test
    void conditionThatDidNotHoldKeepsNoAlertFiring() {
        rules("busy: in-use >= 40 or waiting >= 20 cooldown PT0S");

        lookAt(40, 19);
        assertThat(log.sent).extracting(Alert::message).containsExactly("jdbc/app has 40 connections in use (>= 40).");
        lookAt(30, 19);

        assertThat(log.words()).containsExactly("firing warning", "resolved warning");
    }

    @Test
    void otherSettingsThatChangeResolveNoAlertThatFires() {
        rules("busy: in-use >= 40 and waiting >= 20 cooldown PT0S");
        lookAt(40, 20);

        rules("busy: in-use >= 40 and waiting >= 20 cooldown PT0S", "peak: disabled");
        lookAt(39, 19);

        assertThat(log.words()).containsExactly("firing warning");
    }

    @Test
    void holdIsTheTimeInWhichTheConditionsHoldTogetherOrInTurn() {
        rules("all: in-use >= 40 and waiting >= 5 for PT2S", "any: in-use >= 40 or waiting >= 5 for PT2S");

        lookAt(40, 5);
        lookAt(40, 0);
        lookAt(0, 5);
        assertThat(log.sent).extracting(Alert::rule).containsExactly("any");
        lookAt(40, 5);
        lookAt(40, 5);
        lookAt(40, 5);

        assertThat(log.sent).extracting(Alert::rule).containsExactly("any", "all");
    }

    @Test
    void ruleThatIsTakenAwayResolvesItsAlerts() {
        rules("busy: in-use >= 7");
        look(9, 0);

        rules();
        look(9, 0);

        assertThat(log.words()).containsExactly("firing warning", "resolved warning");
    }

    @Test
    void ruleThatIsSwitchedOffResolvesItsAlertsAndComesBackWhenItIsSwitchedOn() {
        builtIn.finds(APP, WARNING);
        look(0, 0);
        rules("leaks: disabled");
        look(0, 0);
        assertThat(log.words()).containsExactly("firing warning", "resolved warning");

        rules("leaks: cooldown PT0S");
        look(0, 0);

        assertThat(log.words()).containsExactly("firing warning", "resolved warning", "firing warning");
    }

    @Test
    void builtInRuleIsHandledAsTheSettingsSay() {
        rules("leaks: for PT3S severity critical channels slack");
        builtIn.finds(APP, WARNING);

        look(0, 0);
        look(0, 0);
        look(0, 0);
        assertThat(slack.sent).isEmpty();
        look(0, 0);

        assertThat(slack.sent).extracting(Alert::severity).containsExactly(CRITICAL);
        assertThat(log.sent).isEmpty();
    }

    @Test
    void ruleWithTheNameOfABuiltInOneTakesItsPlace() {
        rules("leaks: in-use >= 7");
        builtIn.finds("jdbc/none", WARNING);

        look(9, 0);

        assertThat(log.sent).extracting(Alert::pool).containsExactly(APP);
    }

    @Test
    void cooldownOfARuleIsItsOwn() {
        rules("short: in-use >= 7 cooldown PT2S", "long: in-use >= 7 cooldown PT1H");
        for (int i = 0; i < 3; i++) {
            look(9, 0);
            look(0, 0);
        }

        assertThat(log.sent.stream().filter(alert -> alert.rule().equals("short")))
                .hasSize(6);
        assertThat(log.sent.stream().filter(alert -> alert.rule().equals("long")))
                .hasSize(2);
    }

    @Test
    void resolutionGoesToThoseWhoWereToldOfTheFiring() {
        rules("busy: in-use >= 7 channels slack");
        look(9, 0);
        rules("busy: in-use >= 7 channels log");
        look(0, 0);

        assertThat(slack.words()).containsExactly("firing warning", "resolved warning");
        assertThat(log.sent).isEmpty();
    }

    @Test
    void acquisitionTimeoutsAreAnErrorOutOfTheBox() {
        look(10, 0);
        server.answer(io.leasewatch.spi.PoolReading.of(APP, io.leasewatch.spi.WatchedBy.POOL_NUMBERS, clock.instant())
                .open(0, 10)
                .timeouts(2)
                .build());
        evaluate();

        assertThat(log.sent)
                .extracting(alert -> alert.rule() + " " + alert.severity().word() + ": " + alert.message())
                .containsExactly("timeouts error: 2 acquisitions from jdbc/app timed out in the last minute (> 0).");
    }

    @Test
    void everyRuleThatHoldsCanBeAskedForThoseThatAreDisabledToo() {
        rules("busy: in-use >= 7", "inactive:", "peak: disabled");

        assertThat(desk.rules())
                .extracting(RuleSettings::toString)
                .containsExactly(
                        "leaks:",
                        "timeouts: timeouts > 0 severity error",
                        "retained: retained-share >= 50 for PT1M",
                        "stranded: stranded >= 1 severity error",
                        "unexplained: unexplained >= 1 for PT1M",
                        "errors: error-rate >= 10 for PT1M",
                        "peak: peak >= 95 for PT5M severity info disabled",
                        "inactive: silent >= 3600 severity info",
                        "busy: in-use >= 7");
    }

    @Test
    void ruleOfWhichNothingComesIsSpokenOfOnceAndRefusedWhereSomebodyListens() {
        try (RecordedLog lines = RecordedLog.of(AlertEvaluator.class)) {
            rules("leeks: disabled");
            rules("leeks: disabled", "busy: in-use >= 7");

            assertThat(lines.lines())
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "WARNING LSW4006W: The alert rule leeks: disabled has no effect: it has no condition, and"
                                    + " its name is not one of the built-in rules leaks, timeouts, retained, stranded,"
                                    + " unexplained, errors, peak, inactive.");
        }
        assertThatThrownBy(() -> desk.check(List.of(RuleSettings.parse("leeks: disabled"))))
                .hasMessage("name of a rule without a metric must be one of leaks, timeouts, retained, stranded,"
                        + " unexplained, errors, peak, inactive, was leeks");
    }

    private void rules(String... texts) {
        desk.apply(new AlertSettings(
                Duration.ofMinutes(5),
                100,
                6,
                Stream.of(texts).map(RuleSettings::parse).toList()));
    }

    /** Reads and evaluates, and a second passes. Of 50 connections each. */
    private void look(int inUse, int inUseOfAnother) {
        server.answer(reading(APP, inUse, 50), reading("jdbc/other", inUseOfAnother, 50));
        evaluate();
    }

    /** Reads and evaluates one pool of 50 connections, and a second passes. */
    private void lookAt(int inUse, int waiting) {
        server.answer(reading(APP, inUse, 50, waiting));
        evaluate();
    }

    private void evaluate() {
        pools.read();
        desk.evaluate();
        clock.advance(Duration.ofSeconds(1));
        leases.ticker.advance(Duration.ofSeconds(1));
    }
}
