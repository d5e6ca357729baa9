package io.leasewatch.web.rest;

import io.leasewatch.monitor.alert.Operator;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule. A built-in rule has no {@code metric}; its name determines the condition. If {@code severity} or {@code cooldown} is
 * {@code null}, the default of the rule, or of all rules, applies. An empty {@code channels} means all channels.
 */
public record AlertRuleView(
        String name,
        @Nullable String metric,
        @Nullable String operator,
        @Nullable Double value,
        @Nullable String of,
        @JsonbProperty("for") String hold,
        @Nullable String severity,
        @Nullable String cooldown,
        List<String> channels,
        boolean enabled) {

    private static final List<String> MEMBERS =
            List.of("name", "metric", "operator", "value", "of", "for", "severity", "cooldown", "channels", "enabled");

    public static AlertRuleView of(RuleSettings rule) {
        Threshold threshold = rule.threshold();
        return new AlertRuleView(
                rule.name(),
                threshold == null ? null : threshold.metric().word(),
                threshold == null ? null : threshold.operator().sign(),
                threshold == null ? null : threshold.limit(),
                threshold == null || threshold.of().isEmpty() ? null : threshold.of(),
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
            for (String member : json.keySet()) {
                if (!MEMBERS.contains(member)) {
                    throw new IllegalArgumentException(
                            "members must be among " + String.join(", ", MEMBERS) + ", was " + member);
                }
            }
            String severity = text(json, "severity");
            Duration hold = duration(json, "for");
            return new RuleSettings(
                    name == null ? "" : name,
                    threshold(json),
                    hold == null ? Duration.ZERO : hold,
                    severity == null ? null : Severity.of(severity),
                    duration(json, "cooldown"),
                    channels(json),
                    enabled(json));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Rule " + name + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Threshold threshold(JsonObject json) {
        String metric = text(json, "metric");
        String of = text(json, "of");
        String operator = text(json, "operator");
        JsonValue limit = json.getOrDefault("value", JsonValue.NULL);
        if (metric == null) {
            if (of != null || operator != null || limit != JsonValue.NULL) {
                throw new IllegalArgumentException("operator, value and of need a metric");
            }
            return null;
        }
        if (!(limit instanceof JsonNumber number)) {
            throw new IllegalArgumentException("value must be a number, was " + limit);
        }
        return new Threshold(
                RuleMetric.of(metric),
                Operator.of(String.valueOf(operator)),
                number.doubleValue(),
                of == null ? "" : of);
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
}
