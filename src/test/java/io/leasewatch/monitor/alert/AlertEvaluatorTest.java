package io.leasewatch.monitor.alert;

import static io.leasewatch.monitor.alert.AlertIds.id;
import static io.leasewatch.spi.Severity.CRITICAL;
import static io.leasewatch.spi.Severity.ERROR;
import static io.leasewatch.spi.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.AlertChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertEvaluatorTest {

    private static final Duration COOLDOWN = Duration.ofMinutes(5);
    private static final String APP = "jdbc/app";

    private final ManualClock clock = new ManualClock();
    private final FakeRule rule = new FakeRule("utilization");
    private final RecordingChannel channel = new RecordingChannel();
    private final AlertEvaluator desk = desk(List.of(rule), List.of(channel));

    @Test
    void whatARuleFindsIsSentOnceHoweverLongItHolds() {
        rule.finds(APP, WARNING);

        evaluateFor(Duration.ofMinutes(30));

        assertThat(channel.words()).containsExactly("firing warning");
    }

    @Test
    void alertSaysWhatTheRuleFoundAndWhenItBegan() {
        Instant began = clock.instant();
        rule.finds(APP, WARNING);
        desk.evaluate();

        clock.advance(Duration.ofSeconds(3));
        desk.evaluate();

        assertThat(desk.alerts())
                .containsExactly(new Alert(
                        id(1),
                        "jdbc/app is warning",
                        began,
                        WARNING,
                        APP,
                        "",
                        "utilization",
                        Status.FIRING,
                        1,
                        List.of()));
    }

    @Test
    void alertIsResolvedWhenItsConditionEndsAndThatIsSentOnce() {
        rule.finds(APP, WARNING);
        desk.evaluate();
        clock.advance(Duration.ofSeconds(7));

        rule.findsNothing(APP);
        Instant ended = clock.instant();
        evaluateFor(Duration.ofSeconds(3));

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning");
        assertThat(desk.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.status()).isEqualTo(Status.RESOLVED);
            assertThat(alert.timestamp()).isEqualTo(ended);
            assertThat(alert.message()).isEqualTo("Over after 7 s. Before: jdbc/app is warning");
            assertThat(alert.id()).isEqualTo(id(1));
        });
    }

    @Test
    void alertsThatFireWhenTheServerStopsAreResolved() {
        rule.finds(APP, WARNING);
        desk.evaluate();
        clock.advance(Duration.ofSeconds(7));

        desk.close();

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning");
        assertThat(desk.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.isFiring()).isFalse();
            assertThat(alert.message())
                    .isEqualTo("Open when the server was stopped, after 7 s. Before: jdbc/app is warning");
        });
    }

    @Test
    void alertThatBecomesWorseIsSentAgainAtOnce() {
        rule.finds(APP, WARNING);
        desk.evaluate();

        rule.finds(APP, CRITICAL);
        evaluateFor(Duration.ofSeconds(3));

        assertThat(channel.words()).containsExactly("firing warning", "firing critical");
        assertThat(channel.sent).extracting(Alert::id).containsExactly(id(1), id(1));
    }

    @Test
    void alertThatBecomesBetterAndThenAsBadAsItWasIsNotSentAgain() {
        rule.finds(APP, CRITICAL);
        desk.evaluate();
        rule.finds(APP, WARNING);
        desk.evaluate();
        assertThat(desk.alerts()).extracting(Alert::severity).containsExactly(WARNING);

        rule.finds(APP, CRITICAL);
        evaluateFor(COOLDOWN.multipliedBy(2));

        assertThat(channel.words()).containsExactly("firing critical");
    }

    @Test
    void conditionThatComesBackDuringTheCooldownReopensItsAlertInSilence() {
        flap();

        rule.finds(APP, WARNING);
        Instant back = clock.instant();
        desk.evaluate();

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning");
        assertThat(desk.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo(id(1));
            assertThat(alert.isFiring()).isTrue();
            assertThat(alert.timestamp()).isEqualTo(back);
        });
    }

    @Test
    void conditionThatCameBackInSilenceGoesInSilence() {
        flap();

        flap();

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning");
        assertThat(desk.alerts()).extracting(Alert::status).containsExactly(Status.RESOLVED);
    }

    @Test
    void conditionThatComesBackWorseDuringTheCooldownIsSent() {
        flap();

        rule.finds(APP, ERROR);
        desk.evaluate();
        rule.findsNothing(APP);
        desk.evaluate();

        assertThat(channel.words())
                .containsExactly("firing warning", "resolved warning", "firing error", "resolved error");
    }

    @Test
    void conditionThatStillHoldsWhenTheCooldownEndsIsSentThen() {
        flap();
        rule.finds(APP, WARNING);
        Instant sent = channel.sent.get(0).timestamp();

        evaluateUntil(sent.plus(COOLDOWN).minusNanos(1));
        assertThat(channel.sent).hasSize(2);
        evaluateUntil(sent.plus(COOLDOWN));

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning", "firing warning");
        assertThat(channel.sent).extracting(Alert::id).containsExactly(id(1), id(1), id(1));
    }

    @Test
    void conditionThatComesBackAfterTheCooldownIsANewAlert() {
        flap();
        clock.advance(COOLDOWN);

        rule.finds(APP, WARNING);
        desk.evaluate();

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning", "firing warning");
        assertThat(desk.alerts()).extracting(Alert::id).containsExactly(id(2), id(1));
    }

    @Test
    void newCooldownHoldsForAlertsAlreadySent() {
        flap();

        desk.apply(new AlertSettings(Duration.ZERO, 100, 6));
        rule.finds(APP, WARNING);
        desk.evaluate();

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning", "firing warning");
    }

    @Test
    void cooldownOfMoreYearsThanACalendarHasMeansForEver() {
        desk.apply(new AlertSettings(Duration.ofSeconds(Long.MAX_VALUE), 100, 6));
        flap();
        clock.advance(Duration.ofDays(10_000));

        rule.finds(APP, WARNING);
        desk.evaluate();

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning");
    }

    @Test
    void rulesAndPoolsHaveAlertsOfTheirOwn() {
        FakeRule waiters = new FakeRule("waiters");
        AlertEvaluator desk = desk(List.of(rule, waiters), List.of(channel));
        rule.finds(APP, WARNING);
        rule.finds("jdbc/reports", WARNING);
        waiters.finds(APP, WARNING);
        desk.evaluate();

        rule.findsNothing(APP);
        desk.evaluate();

        assertThat(desk.alerts())
                .extracting(alert -> alert.rule() + " " + alert.pool() + " " + alert.status())
                .containsExactly(
                        "waiters jdbc/app FIRING", "utilization jdbc/reports FIRING", "utilization jdbc/app RESOLVED");
    }

    @Test
    void ruleIsToldForWhichPoolsItsAlertFires() {
        rule.finds(APP, WARNING);
        desk.evaluate();
        assertThat(rule.toldFiring).isEmpty();

        rule.findsNothing(APP);
        desk.evaluate();
        assertThat(rule.toldFiring).containsExactly(APP);

        desk.evaluate();
        assertThat(rule.toldFiring).isEmpty();
    }

    @Test
    void ruleThatThrowsResolvesNothingAndKeepsNoOtherFromBeingAsked() {
        FakeRule waiters = new FakeRule("waiters");
        AlertEvaluator desk = desk(List.of(rule, waiters), List.of(channel));
        rule.finds(APP, WARNING);
        desk.evaluate();

        try (RecordedLog log = RecordedLog.of(AlertEvaluator.class)) {
            rule.breaks();
            waiters.finds(APP, WARNING);
            desk.evaluate();

            assertThat(channel.words()).containsExactly("firing warning", "firing warning");
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING LSW4005W: The alert rule utilization failed and is skipped until it works.");
        }
    }

    @Test
    void channelThatThrowsKeepsNoOtherFromSending() {
        AlertEvaluator desk = desk(List.of(rule), List.of(new FailingChannel(), channel));
        rule.finds(APP, WARNING);

        try (RecordedLog log = RecordedLog.of(AlertEvaluator.class)) {
            desk.evaluate();
            rule.findsNothing(APP);
            desk.evaluate();

            assertThat(channel.words()).containsExactly("firing warning", "resolved warning");
            assertThat(log.lines()).hasSize(2).containsOnly("WARNING LSW4004W: The alert channel failing failed.");
        }
    }

    @Test
    void onlyTheLastAlertsAreKeptTheNewestFirst() {
        desk.apply(new AlertSettings(Duration.ZERO, 3, 6));
        for (int i = 0; i < 5; i++) {
            flap();
        }

        assertThat(desk.alerts()).extracting(Alert::id).containsExactly(id(5), id(4), id(3));
    }

    @Test
    void boundThatBecomesSmallerIsKeptWithTheNextAlert() {
        desk.apply(new AlertSettings(Duration.ZERO, 100, 6));
        for (int i = 0; i < 5; i++) {
            flap();
        }

        desk.apply(new AlertSettings(Duration.ZERO, 2, 6));
        flap();

        assertThat(desk.alerts()).extracting(Alert::id).containsExactly(id(6), id(5));
    }

    @Test
    void alertThatStillFiresIsKeptWhenNewerOnesAreLongResolved() {
        desk.apply(new AlertSettings(Duration.ZERO, 3, 6));
        rule.finds("jdbc/reports", WARNING);
        for (int i = 0; i < 5; i++) {
            flap();
        }

        assertThat(desk.alerts())
                .extracting(alert -> alert.pool() + " " + alert.status())
                .containsExactly("jdbc/app RESOLVED", "jdbc/app RESOLVED", "jdbc/reports FIRING");
    }

    @Test
    void resetResolvesEverythingAndWhatStillHoldsFiresAnew() {
        rule.finds(APP, WARNING);
        desk.evaluate();

        desk.reset();
        assertThat(desk.alerts()).isEmpty();
        desk.evaluate();

        assertThat(channel.words()).containsExactly("firing warning", "resolved warning", "firing warning");
        assertThat(desk.alerts()).extracting(Alert::id).containsExactly(id(2));
    }

    @Test
    void settingsRefuseWhatMakesNoSenseAndSayWhy() {
        assertThatThrownBy(() -> new AlertSettings(Duration.ofSeconds(-1), 1, 1))
                .hasMessage("cooldown must not be negative, was PT-1S");
        assertThatThrownBy(() -> new AlertSettings(COOLDOWN, 0, 1)).hasMessage("size must be from 1 to 10000, was 0");
        assertThatThrownBy(() -> new AlertSettings(COOLDOWN, 10_001, 1))
                .hasMessage("size must be from 1 to 10000, was 10001");
        assertThatThrownBy(() -> new AlertSettings(COOLDOWN, 1, 0))
                .hasMessage("criticalLeaks must be at least 1, was 0");
    }

    /** The condition comes and goes, a second each. */
    private void flap() {
        rule.finds(APP, WARNING);
        evaluateFor(Duration.ofSeconds(1));
        rule.findsNothing(APP);
        evaluateFor(Duration.ofSeconds(1));
    }

    private void evaluateFor(Duration time) {
        evaluateUntil(clock.instant().plus(time));
    }

    /** Evaluates every second, and at the very end. */
    private void evaluateUntil(Instant end) {
        while (clock.instant().isBefore(end)) {
            desk.evaluate();
            Duration left = Duration.between(clock.instant(), end);
            clock.advance(left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1));
        }
        desk.evaluate();
    }

    private AlertEvaluator desk(List<AlertRule> rules, List<AlertChannel> channels) {
        return new AlertEvaluator(rules, channels, clock, new AlertSettings(COOLDOWN, 100, 6));
    }
}
