package io.leasewatch.monitor.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rules in effect: the built-in ones, and those of the settings, which add to or change them. */
final class AlertRules {

    /** Built-in rules that need no class. {@code inactive} is disabled, because most services are idle at night. */
    private static final List<RuleSettings> BUILT_IN = List.of(
            RuleSettings.parse("timeouts: timeouts > 0 severity error"),
            RuleSettings.parse("retained: retained-share >= 50 for PT1M"),
            RuleSettings.parse("stranded: stranded >= 1 severity error"),
            RuleSettings.parse("unexplained: unexplained >= 1 for PT1M"),
            RuleSettings.parse("errors: error-rate >= 10 for PT1M"),
            RuleSettings.parse("peak: peak >= 95 for PT5M severity info"),
            RuleSettings.parse("inactive: silent >= 3600 severity info disabled"));

    private final Map<String, AlertRule> classes = new LinkedHashMap<>();
    private final Supplier<List<Measurement>> samples;

    AlertRules(List<? extends AlertRule> classes, Supplier<List<Measurement>> samples) {
        classes.forEach(rule -> this.classes.put(rule.name(), rule));
        this.samples = samples;
    }

    /** The settings of all rules, the disabled ones too: the built-in rules first, changed by {@code own}. */
    List<RuleSettings> effective(List<RuleSettings> own) {
        Map<String, RuleSettings> all = new LinkedHashMap<>();
        classes.keySet().forEach(name -> all.put(name, RuleSettings.of(name)));
        BUILT_IN.forEach(rule -> all.put(rule.name(), rule));
        own.forEach(rule -> all.merge(rule.name(), rule, AlertRules::merge));
        return List.copyOf(all.values());
    }

    /** Settings without a condition keep the condition of the rule, and its other settings where they have none. */
    private static RuleSettings merge(RuleSettings before, RuleSettings own) {
        if (own.condition() != null) {
            return own;
        }
        return new RuleSettings(
                own.name(),
                before.condition(),
                own.hold().isZero() ? before.hold() : own.hold(),
                own.severity() == null ? before.severity() : own.severity(),
                own.cooldown(),
                own.channels(),
                own.enabled());
    }

    /** The rules to evaluate. */
    List<Ruled> enabled(List<RuleSettings> own) {
        List<Ruled> rules = new ArrayList<>();
        for (RuleSettings settings : effective(own)) {
            AlertRule rule = settings.condition() == null
                    ? classes.get(settings.name())
                    : new ThresholdRule(settings.name(), settings.condition(), samples);
            if (rule != null && settings.enabled()) {
                rules.add(new Ruled(rule, settings));
            }
        }
        return rules;
    }

    /** Whether {@code own} has no condition and no built-in rule has its name. */
    boolean isUnknown(RuleSettings own) {
        return own.condition() == null
                && !classes.containsKey(own.name())
                && BUILT_IN.stream().noneMatch(rule -> rule.name().equals(own.name()));
    }

    /** A rule with its settings. */
    record Ruled(AlertRule rule, RuleSettings settings) {}
}
