package io.leasewatch.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.monitor.alert.RuleCondition.Match;
import io.leasewatch.monitor.alert.RuleMetric.Of;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSettingsTest {

    @Test
    void ruleIsReadAsItIsWritten() {
        RuleSettings rule = RuleSettings.parse("busy: utilization >= 92.5 of jdbc/app for PT5M severity error"
                + " cooldown PT10M channels slack+log disabled");

        assertThat(rule)
                .isEqualTo(new RuleSettings(
                        "busy",
                        RuleCondition.of(new Threshold(RuleMetric.UTILIZATION, Operator.AT_LEAST, 92.5), "jdbc/app"),
                        Duration.ofMinutes(5),
                        Severity.ERROR,
                        Duration.ofMinutes(10),
                        Set.of("slack", "log"),
                        false));
    }

    @Test
    void severalConditionsAreReadAsTheyAreWritten() {
        RuleSettings all = RuleSettings.parse("busy: utilization >= 90 and waiting > 0 of jdbc/app for PT2M");
        RuleSettings any = RuleSettings.parse("busy: waiting > 5 or oldest-wait >= 2 or timeouts > 0");

        assertThat(all.condition())
                .isEqualTo(new RuleCondition(
                        List.of(
                                new Threshold(RuleMetric.UTILIZATION, Operator.AT_LEAST, 90),
                                new Threshold(RuleMetric.WAITING, Operator.ABOVE, 0)),
                        Match.ALL,
                        "jdbc/app"));
        assertThat(any.condition())
                .isEqualTo(new RuleCondition(
                        List.of(
                                new Threshold(RuleMetric.WAITING, Operator.ABOVE, 5),
                                new Threshold(RuleMetric.OLDEST_WAIT, Operator.AT_LEAST, 2),
                                new Threshold(RuleMetric.TIMEOUTS, Operator.ABOVE, 0)),
                        Match.ANY,
                        ""));
    }

    @Test
    void poolMayBeNamedAfterEachCondition() {
        assertThat(RuleSettings.parse("busy: utilization >= 90 of jdbc/app and waiting > 0 of jdbc/app"))
                .isEqualTo(RuleSettings.parse("busy: utilization >= 90 and waiting > 0 of jdbc/app"));
    }

    @Test
    void whatIsNotSaidIsLeftOpen() {
        assertThat(RuleSettings.parse(" busy:  in-use>5 ".replace(">", " > ")))
                .isEqualTo(new RuleSettings(
                        "busy",
                        RuleCondition.of(new Threshold(RuleMetric.IN_USE, Operator.ABOVE, 5), ""),
                        Duration.ZERO,
                        null,
                        null,
                        Set.of(),
                        true));
        assertThat(RuleSettings.parse("leaks: disabled").condition()).isNull();
        assertThat(RuleSettings.parse("inactive:")).isEqualTo(RuleSettings.of("inactive"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "busy                          | a rule must begin with its name and a colon, was busy",
                "Busy: waiting > 1             | name must be 1 to 50 lower-case letters, digits and hyphens and begin with a letter, was Busy",
                "busy: beauty > 1              | metric must be one of utilization, peak, in-use, idle, open, waiting, oldest-wait, timeouts, retained, retained-share, stranded, unexplained, leaks, oldest-age, active, errors, error-rate, silent, was beauty",
                "busy: waiting = 1             | operator must be one of > >= < <=, was =",
                "busy: waiting >               | the rule ends where a value is expected",
                "busy: waiting > many          | value must be a number, was many",
                "busy: waiting > NaN           | value must be a number, was NaN",
                "busy: waiting > 1 for 5m      | for must be a duration such as PT5M, was 5m",
                "busy: waiting > 1 for PT-5M   | for must not be negative, was PT-5M",
                "busy: waiting > 1 severity bad| severity must be one of info, warning, error, critical, was bad",
                "busy: waiting > 1 cooldown PT-1S | cooldown must not be negative, was PT-1S",
                "busy: waiting > 1 channels a++b | channels must be names of channels, was ",
                "busy: waiting > 1 always      | an option of a rule must be and, or, of, for, severity, cooldown, channels or disabled, was always",
                "busy: of jdbc/app             | of jdbc/app must follow a metric, an operator and a value",
                "busy: and waiting > 1         | and must follow a metric, an operator and a value",
                "busy: waiting > 1 and         | the rule ends where a metric is expected",
                "busy: waiting > 1 or in-use   | the rule ends where an operator is expected",
                "busy: waiting > 1 and in-use > 2 or idle < 1 | the conditions of a rule must be joined either by and or by or, was both",
                "busy: waiting > 1 and errors > 2 | the metrics of one rule must all be of pools or all of services, was waiting of a pool and errors of a service",
                "busy: waiting > 1 of a and in-use > 2 of b | of must be the same for all conditions of a rule, was a and b"
            })
    void whatIsNoRuleIsRefusedWithTheReason(String text, String why) {
        assertThatThrownBy(() -> RuleSettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isEqualToIgnoringWhitespace(why);
    }

    @Test
    void conditionsOfARuleAreTenAtMost() {
        String many = "busy: waiting > 0" + " and waiting > 1".repeat(10);

        assertThatThrownBy(() -> RuleSettings.parse(many))
                .hasMessage("a rule must have from 1 to 10 conditions, was 11");
    }

    @Test
    void nameStandsForOneRule() {
        List<RuleSettings> twice = List.of(RuleSettings.of("busy"), RuleSettings.of("busy"));

        assertThatThrownBy(() -> new AlertSettings(Duration.ZERO, 1, 1, twice))
                .hasMessage("rules must have different names, was twice busy");
    }

    @Property
    void whateverRuleIsWrittenIsReadAsTheSame(@ForAll("rules") RuleSettings rule) {
        assertThat(RuleSettings.parse(rule.toString())).isEqualTo(rule);
    }

    @Provide
    Arbitrary<RuleSettings> rules() {
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(50);
        Arbitrary<RuleCondition> conditions = Arbitraries.of(Of.class).flatMap(this::conditions);
        Arbitrary<Duration> durations =
                Arbitraries.longs().between(0, 1_000_000_000).map(Duration::ofMillis);
        return Combinators.combine(
                        names,
                        conditions.injectNull(0.2),
                        durations,
                        Arbitraries.of(Severity.class).injectNull(0.3),
                        durations.injectNull(0.3),
                        names.set().ofMaxSize(3),
                        Arbitraries.of(true, false))
                .as(RuleSettings::new);
    }

    private Arbitrary<RuleCondition> conditions(Of of) {
        Arbitrary<Threshold> thresholds = Combinators.combine(
                        Arbitraries.of(RuleMetric.class).filter(metric -> metric.of() == of),
                        Arbitraries.of(Operator.class),
                        Arbitraries.doubles().between(-1e12, 1e12))
                .as(Threshold::new);
        return Combinators.combine(
                        thresholds.list().ofMinSize(1).ofMaxSize(RuleCondition.MOST),
                        Arbitraries.of(Match.class),
                        Arbitraries.of("", "jdbc/app", "java:app/jdbc/x", "of", "for", "disabled", "and", "or"))
                .as(RuleCondition::new);
    }
}
