package io.leasewatch.web.rest;

import io.leasewatch.monitor.alert.Operator;
import io.leasewatch.monitor.alert.RuleCondition;
import io.leasewatch.monitor.alert.RuleCondition.Match;
import io.leasewatch.monitor.alert.RuleMetric;
import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.monitor.alert.Threshold;
import io.leasewatch.spi.Severity;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule. A rule with one condition has {@code metric}, {@code operator} and {@code value}; one with several has {@code match},
 * {@code all} or {@code any}, and {@code conditions}. A built-in rule may have none of these; its name determines the condition. If {@code severity} or {@code cooldown} is
 * {@code null}, the default of the rule, or of all rules, applies. An empty {@code channels} means all channels.
 */
public record AlertRuleView(
        String name,
        @Nullable String metric,
        @Nullable String operator,
        @Nullable Double value,
        @Nullable String match,
        @Nullable List<Condition> conditions,
        @Nullable String of,
        @JsonbProperty("for") String hold,
        @Nullable String severity,
        @Nullable String cooldown,
        List<String> channels,
        boolean enabled) {

    private static final List<String> MEMBERS = List.of(
            "name",
            "metric",
            "operator",
            "value",
            "match",
            "conditions",
            "of",
            "for",
            "severity",
            "cooldown",
            "channels",
            "enabled");

    private static final List<String> CONDITION_MEMBERS = List.of("metric", "operator", "value");

    public static AlertRuleView of(RuleSettings rule) {
        RuleCondition condition = rule.condition();
        List<Threshold> thresholds = condition == null ? List.of() : condition.thresholds();
        Condition one = thresholds.size() == 1 ? Condition.of(thresholds.get(0)) : null;
        RuleCondition several = one == null ? condition : null;
        return new AlertRuleView(
                rule.name(),
                one == null ? null : one.metric(),
                one == null ? null : one.operator(),
                one == null ? null : one.value(),
                several == null ? null : several.match().word(),
                several == null ? null : thresholds.stream().map(Condition::of).toList(),
                condition == null || condition.of().isEmpty() ? null : condition.of(),
                rule.hold().toString(),
                rule.severity() == null ? null : rule.severity().word(),
                rule.cooldown() == null ? null : rule.cooldown().toString(),
                List.copyOf(rule.channels()),
                rule.enabled());
    }

    /**
     * Parses a rule from its JSON form.
     *
     * @throws IllegalArgumentException if the rule is invalid; the message names the rule, the member and the value
     */
    public static RuleSettings read(JsonValue value) {
        if (!(value instanceof JsonObject json)) {
            throw new IllegalArgumentException("a rule must be a JSON object, was " + value);
        }
        String name = text(json, "name");
        try {
            checkMembers(json, MEMBERS);
            String severity = text(json, "severity");
            Duration hold = duration(json, "for");
            return new RuleSettings(
                    name == null ? "" : name,
                    condition(json),
                    hold == null ? Duration.ZERO : hold,
                    severity == null ? null : Severity.of(severity),
                    duration(json, "cooldown"),
                    channels(json),
                    enabled(json));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Rule " + name + ": " + e.getMessage(), e);
        }
    }

    private static void checkMembers(JsonObject json, List<String> allowed) {
        for (String member : json.keySet()) {
            if (!allowed.contains(member)) {
                throw new IllegalArgumentException(
                        "members must be among " + String.join(", ", allowed) + ", was " + member);
            }
        }
    }

    private static @Nullable RuleCondition condition(JsonObject json) {
        boolean one = CONDITION_MEMBERS.stream().anyMatch(member -> has(json, member));
        String of = text(json, "of");
        String match = text(json, "match");
        if (!has(json, "conditions")) {
            if (match != null) {
                throw new IllegalArgumentException("match needs conditions, was " + match);
            }
            if (text(json, "metric") != null) {
                return RuleCondition.of(threshold(json), of == null ? "" : of);
            }
            if (one || of != null) {
                throw new IllegalArgumentException("operator, value and of need a metric");
            }
            return null;
        }
        if (one) {
            throw new IllegalArgumentException(
                    "a rule must have either metric, operator and value, or conditions, was both");
        }
        return new RuleCondition(
                thresholds(json.get("conditions")), match == null ? Match.ALL : Match.of(match), of == null ? "" : of);
    }

    private static List<Threshold> thresholds(@Nullable JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            throw new IllegalArgumentException("conditions must be an array, was " + value);
        }
        List<Threshold> all = new ArrayList<>();
        for (JsonValue one : array) {
            try {
                if (!(one instanceof JsonObject json)) {
                    throw new IllegalArgumentException("must be a JSON object, was " + one);
                }
                checkMembers(json, CONDITION_MEMBERS);
                all.add(threshold(json));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("condition " + (all.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static Threshold threshold(JsonObject json) {
        String metric = text(json, "metric");
        String operator = text(json, "operator");
        JsonValue limit = json.getOrDefault("value", JsonValue.NULL);
        if (!(limit instanceof JsonNumber number)) {
            throw new IllegalArgumentException("value must be a number, was " + limit);
        }
        return new Threshold(
                RuleMetric.of(String.valueOf(metric)), Operator.of(String.valueOf(operator)), number.doubleValue());
    }

    private static boolean has(JsonObject json, String name) {
        return json.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
    }

    private static @Nullable String text(JsonObject json, String name) {
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new IllegalArgumentException(name + " must be a text, was " + value);
    }

    private static @Nullable Duration duration(JsonObject json, String name) {
        String text = text(json, name);
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a duration such as PT5M, was " + text, e);
        }
    }

    private static Set<String> channels(JsonObject json) {
        JsonValue value = json.getOrDefault("channels", JsonValue.EMPTY_JSON_ARRAY);
        Set<String> names = new LinkedHashSet<>();
        if (value == JsonValue.NULL) {
            return names;
        }
        if (!(value instanceof JsonArray array)) {
            throw new IllegalArgumentException("channels must be an array of names, was " + value);
        }
        for (JsonValue name : array) {
            if (!(name instanceof JsonString text)) {
                throw new IllegalArgumentException("channels must be an array of names, was " + value);
            }
            names.add(text.getString());
        }
        return names;
    }

    private static boolean enabled(JsonObject json) {
        JsonValue value = json.getOrDefault("enabled", JsonValue.TRUE);
        return switch (value.getValueType()) {
            case TRUE, NULL -> true;
            case FALSE -> false;
            default -> throw new IllegalArgumentException("enabled must be true or false, was " + value);
        };
    }

    /** One of several conditions of a rule. */
    public record Condition(String metric, String operator, double value) {

        private static Condition of(Threshold threshold) {
            return new Condition(threshold.metric().word(), threshold.operator().sign(), threshold.limit());
        }
    }
}
