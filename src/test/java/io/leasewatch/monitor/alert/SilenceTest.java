package io.leasewatch.monitor.alert;

import static io.leasewatch.monitor.alert.AlertIds.id;
import static io.leasewatch.spi.Severity.CRITICAL;
import static io.leasewatch.spi.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final Duration COOLDOWN = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String APP = "jdbc/app";

    private final ManualClock clock = new ManualClock();
    private final FakeRule rule = new FakeRule("utilization");
    private final RecordingChannel channel = new RecordingChannel();
    private final AlertEvaluator desk =
            new AlertEvaluator(List.of(rule), List.of(channel), clock, new AlertSettings(COOLDOWN, 100, 6));

    @Test
    void whatStillFiresWhenItsSilenceIsOverIsSentThenAndNotEarlier() {
        Instant until = fireAndSilence();

        evaluateUntil(until.minusNanos(1));
        assertThat(channel.words()).isEmpty();
        evaluateUntil(until);

        assertThat(channel.words()).containsExactly("firing warning");
        evaluateUntil(until.plus(HOUR));
        assertThat(channel.words()).containsExactly("firing warning");
    }

    @Test
    void silenceShorterThanTheCooldownIsFollowedByAMessageToo() {
        rule.finds(APP, WARNING);
        desk.evaluate();
        desk.silence(id(1), Duration.ofMinutes(1), "ada");

        evaluateUntil(clock.instant().plus(Duration.ofMinutes(1)));

        assertThat(channel.words()).containsExactly("firing warning", "firing warning");
    }

    @Test
    void alertThatBecomesWorseIsSentAtOnceAndIsSilencedNoMore() {
        fireAndSilence();

        rule.finds(APP, CRITICAL);
        desk.evaluate();
        rule.findsNothing(APP);
        desk.evaluate();

        assertThat(channel.words()).containsExactly("firing critical", "resolved critical");
        assertThat(channel.sent.get(0).silence()).isNull();
        assertThat(desk.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.silence()).isNull());
    }

    @Test
    void alertThatIsAsBadAsPeopleWereToldIsNotWorse() {
        rule.finds(APP, CRITICAL);
        desk.evaluate();
        rule.finds(APP, WARNING);
        fireAndSilence();

        rule.finds(APP, CRITICAL);
        evaluateUntil(clock.instant().plus(COOLDOWN.multipliedBy(2)));

        assertThat(channel.words()).isEmpty();
    }

    @Test
    void whatComesAndGoesInASilenceIsOneAlertOfWhichNothingIsSent() {
        Instant until = fireAndSilence();

        for (int i = 0; i < 4; i++) {
            rule.findsNothing(APP);
            evaluateUntil(clock.instant().plus(COOLDOWN));
            rule.finds(APP, WARNING);
            evaluateUntil(clock.instant().plus(COOLDOWN));
        }
        assertThat(channel.words()).isEmpty();
        evaluateUntil(until);

        assertThat(channel.words()).containsExactly("firing warning");
        assertThat(desk.alerts()).extracting(Alert::id).containsExactly(id(1));
    }

    @Test
    void whatEndedInASilenceIsResolvedWhenTheSilenceIsOver() {
        Instant until = fireAndSilence();
        rule.findsNothing(APP);
        Instant ended = clock.instant();

        evaluateUntil(until.minusNanos(1));
        assertThat(channel.words()).isEmpty();
        evaluateUntil(until.plusSeconds(3));

        assertThat(channel.words()).containsExactly("resolved warning");
        assertThat(channel.sent.get(0).timestamp()).isEqualTo(ended);
        assertThat(channel.sent.get(0).silence()).isNull();
    }

    @Test
    void whoWasToldOfTheEndAlreadyIsNotToldAgain() {
        rule.finds(APP, WARNING);
        desk.evaluate();
        rule.findsNothing(APP);
        desk.evaluate();
        rule.finds(APP, WARNING);
        Instant until = fireAndSilence();

        rule.findsNothing(APP);
        evaluateUntil(until.plusSeconds(3));

        assertThat(channel.words()).isEmpty();
    }

    @Test
    void cooldownThatEndsInASilenceIsFollowedByNothing() {
        rule.finds(APP, WARNING);
        desk.evaluate();
        rule.findsNothing(APP);
        desk.evaluate();
        rule.finds(APP, WARNING);
        Instant until = fireAndSilence();

        evaluateUntil(until.minusNanos(1));
        assertThat(channel.words()).isEmpty();
        evaluateUntil(until);

        assertThat(channel.words()).containsExactly("firing warning");
    }

    @Test
    void whatHasNotComeBackForLongEnoughWhenItsSilenceIsOverIsResolvedFirst() {
        desk.apply(new AlertSettings(COOLDOWN, 100, 6, List.of(RuleSettings.parse("utilization: for PT10S"))));
        rule.finds(APP, WARNING);
        evaluateUntil(clock.instant().plusSeconds(10));
        Instant until = fireAndSilence();
        rule.findsNothing(APP);
        evaluateUntil(until.minusSeconds(60));
        rule.finds(APP, WARNING);
        evaluateUntil(until.minusSeconds(30));
        rule.findsNothing(APP);
        evaluateUntil(until.minusSeconds(5));
        assertThat(channel.words()).isEmpty();

        rule.finds(APP, WARNING);
        evaluateUntil(until);
        assertThat(channel.words()).containsExactly("resolved warning");
        evaluateUntil(until.plusSeconds(5));

        assertThat(channel.words()).containsExactly("resolved warning", "firing warning");
    }

    @Test
    void whoeverEndsASilenceHasItSaidAtOnceHowThingsStand() {
        fireAndSilence();
        assertThat(desk.endSilence(id(1)))
                .hasValueSatisfying(alert -> assertThat(alert.silence()).isNull());
        assertThat(channel.words()).containsExactly("firing warning");

        fireAndSilence();
        rule.findsNothing(APP);
        desk.evaluate();
        desk.endSilence(id(1));
        desk.evaluate();

        assertThat(channel.words()).containsExactly("resolved warning");
    }

    @Test
    void whatIsSilencedIsShownWithUntilWhenAndByWhomAlsoWhileItDoesNotFire() {
        Instant until = fireAndSilence();
        desk.evaluate();
        assertThat(desk.alerts()).extracting(Alert::silence).containsExactly(new Silence(until, "ada"));

        rule.findsNothing(APP);
        evaluateUntil(until.minusNanos(1));
        assertThat(desk.alerts()).extracting(Alert::silence).containsExactly(new Silence(until, "ada"));

        evaluateUntil(until);
        assertThat(desk.alerts()).extracting(Alert::silence).containsOnlyNulls();
    }

    @Test
    void laterSilenceTakesThePlaceOfTheOneThereIs() {
        fireAndSilence();

        desk.silence(id(1), HOUR.multipliedBy(3), "grace");
        Instant until = clock.instant().plus(HOUR.multipliedBy(3));
        evaluateUntil(clock.instant().plus(HOUR.multipliedBy(2)));

        assertThat(channel.words()).isEmpty();
        assertThat(desk.alerts()).extracting(Alert::silence).containsExactly(new Silence(until, "grace"));
    }

    @Test
    void otherPoolsAreNotSilenced() {
        Instant until = fireAndSilence();

        rule.finds("jdbc/reports", WARNING);
        evaluateUntil(until.minusNanos(1));

        assertThat(channel.sent).extracting(Alert::pool).containsExactly("jdbc/reports");
    }

    @Test
    void onlyWhatFiresCanBeSilencedAndOnlyWhatIsSilencedCanBeEnded() {
        rule.finds(APP, WARNING);
        desk.evaluate();
        assertThat(desk.endSilence(id(1))).isEmpty();
        assertThat(desk.silence(id(2), HOUR, "ada")).isEmpty();

        rule.findsNothing(APP);
        desk.evaluate();

        assertThat(desk.silence(id(1), HOUR, "ada")).isEmpty();
    }

    @Test
    void endOfARuleIsSentWhenTheSilenceIsOver() {
        Instant until = fireAndSilence();

        desk.apply(new AlertSettings(COOLDOWN, 100, 6, List.of(RuleSettings.parse("utilization: disabled"))));
        evaluateUntil(until.minusNanos(1));
        assertThat(channel.words()).isEmpty();
        evaluateUntil(until);

        assertThat(channel.words()).containsExactly("resolved warning");
    }

    @Test
    void howItStandsIsSentDownTheChannelsOfTheRule() {
        RecordingChannel other = new RecordingChannel("other");
        AlertEvaluator desk = new AlertEvaluator(
                List.of(rule),
                List.of(channel, other),
                clock,
                new AlertSettings(COOLDOWN, 100, 6, List.of(RuleSettings.parse("utilization: channels recording"))));
        rule.finds(APP, WARNING);
        desk.evaluate();
        desk.silence(id(1), HOUR, "ada");

        clock.advance(HOUR);
        desk.evaluate();

        assertThat(channel.words()).containsExactly("firing warning", "firing warning");
        assertThat(other.words()).isEmpty();
    }

    @Test
    void whatIsSilencedIsNotForgottenForWhatCameLater() {
        desk.apply(new AlertSettings(Duration.ZERO, 2, 6));
        fireAndSilence();
        rule.findsNothing(APP);

        for (int i = 0; i < 3; i++) {
            rule.finds("jdbc/reports", WARNING);
            desk.evaluate();
            rule.findsNothing("jdbc/reports");
            desk.evaluate();
        }

        assertThat(desk.alerts()).extracting(Alert::pool).containsExactly("jdbc/reports", APP);
    }

    @Test
    void silencesAreBoundedAndMakeRoomWhenTheyAreOver() {
        IntStream.rangeClosed(0, AlertEvaluator.MOST_SILENCES)
                .forEach(i -> rule.finds("pool-%03d".formatted(i), WARNING));
        desk.evaluate();
        IntStream.rangeClosed(1, AlertEvaluator.MOST_SILENCES)
                .forEach(id -> assertThat(desk.silence(id(id), HOUR, "ada")).isPresent());
        assertThatThrownBy(() -> desk.silence(id(101), HOUR, "ada"))
                .hasMessage("at most 100 alerts can be silenced at a time; end another one first");
        assertThat(desk.silence(id(1), HOUR, "ada")).isPresent();

        clock.advance(HOUR);
        desk.evaluate();

        assertThat(desk.silence(id(101), HOUR, "ada")).isPresent();
    }

    @Test
    void resetResolvesWhatIsSilencedToo() {
        fireAndSilence();

        desk.reset();

        assertThat(channel.words()).containsExactly("resolved warning");
        assertThat(desk.alerts()).isEmpty();
    }

    /** Answers when the silence ends; what was sent until now is forgotten. */
    private Instant fireAndSilence() {
        if (desk.alerts().isEmpty()) {
            rule.finds(APP, WARNING);
        }
        desk.evaluate();
        assertThat(desk.silence(id(1), HOUR, "ada")).isPresent();
        channel.sent.clear();
        return clock.instant().plus(HOUR);
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
}
