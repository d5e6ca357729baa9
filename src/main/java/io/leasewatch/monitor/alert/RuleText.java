package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.alert.RuleCondition.Match;
import io.leasewatch.spi.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of alert rules: a name, a colon, a condition, and options in any order.
 *
 * <pre>busy: utilization >= 90 and waiting > 0 of jdbc/app for PT5M severity error cooldown PT10M channels slack+log disabled</pre>
 */
final class RuleText {

    private static final Set<String> WORDS =
            Set.of("and", "or", "of", "for", "severity", "cooldown", "channels", "disabled");

    private final Deque<String> words;
    private final List<Threshold> thresholds = new ArrayList<>();
    private @Nullable Match match;
    private String of = "";
    private Duration hold = Duration.ZERO;
    private @Nullable Severity severity;
    private @Nullable Duration cooldown;
    private Set<String> channels = Set.of();
    private boolean enabled = true;

    private RuleText(String text) {
        words = new ArrayDeque<>(
                text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+")));
    }

    static RuleSettings parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a rule must begin with its name and a colon, was " + text);
        }
        return new RuleText(text.substring(colon + 1))
                .read(text.substring(0, colon).strip());
    }

    private RuleSettings read(String name) {
        if (!words.isEmpty() && !WORDS.contains(words.peek())) {
            thresholds.add(threshold());
        }
        while (!words.isEmpty()) {
            option(words.remove());
        }
        RuleCondition condition =
                thresholds.isEmpty() ? null : new RuleCondition(thresholds, match == null ? Match.ALL : match, of);
        return new RuleSettings(name, condition, hold, severity, cooldown, channels, enabled);
    }

    private void option(String word) {
        switch (word) {
            case "and" -> another(Match.ALL);
            case "or" -> another(Match.ANY);
            case "of" -> of(next("a name"));
            case "for" -> hold = duration("for", next("a duration"));
            case "severity" -> severity = severity(next("a severity"));
            case "cooldown" -> cooldown = duration("cooldown", next("a duration"));
            case "channels" ->
                channels = new LinkedHashSet<>(List.of(next("names of channels").split("\\+", -1)));
            case "disabled" -> enabled = false;
            default ->
                throw new IllegalArgumentException(
                        "an option of a rule must be and, or, of, for, severity, cooldown, channels or disabled, was "
                                + word);
        }
    }

    private Threshold threshold() {
        return new Threshold(
                RuleMetric.of(next("a metric")), Operator.of(next("an operator")), number(next("a value")));
    }

    private void another(Match joined) {
        if (thresholds.isEmpty()) {
            throw new IllegalArgumentException(joined.joint() + " must follow a metric, an operator and a value");
        }
        if (match != null && match != joined) {
            throw new IllegalArgumentException(
                    "the conditions of a rule must be joined either by and or by or, was both");
        }
        match = joined;
        thresholds.add(threshold());
    }

    private void of(String name) {
        if (thresholds.isEmpty()) {
            throw new IllegalArgumentException("of " + name + " must follow a metric, an operator and a value");
        }
        if (!of.isEmpty() && !of.equals(name)) {
            throw new IllegalArgumentException(
                    "of must be the same for all conditions of a rule, was " + of + " and " + name);
        }
        of = name;
    }

    private String next(String what) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the rule ends where " + what + " is expected");
        }
        return words.remove();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("value must be a number, was " + text, e);
        }
    }

    static Duration duration(String name, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a duration such as PT5M, was " + text, e);
        }
    }

    private static Severity severity(String word) {
        return Severity.of(word);
    }

    static String of(RuleSettings rule) {
        StringBuilder text = new StringBuilder(rule.name()).append(':');
        if (rule.condition() != null) {
            text.append(' ').append(rule.condition());
        }
        if (!rule.hold().isZero()) {
            text.append(" for ").append(rule.hold());
        }
        if (rule.severity() != null) {
            text.append(" severity ").append(rule.severity().name().toLowerCase(Locale.ROOT));
        }
        if (rule.cooldown() != null) {
            text.append(" cooldown ").append(rule.cooldown());
        }
        if (!rule.channels().isEmpty()) {
            text.append(" channels ").append(String.join("+", rule.channels()));
        }
        return text.append(rule.enabled() ? "" : " disabled").toString();
    }
}
