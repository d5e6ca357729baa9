package io.leasewatch.monitor.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which rules hold: those that are built in, as classes and as data, and above them what the settings say. */
final class AlertRules {

    /** What needs no class. A service that is silent is off, because most are at night. */
    private static final List<RuleSettings> BUILT_IN = List.of(
            RuleSettings.parse("timeouts: timeouts > 0 severity error"),
            RuleSettings.parse("retained: retained-share >= 50 for PT1M"),
            RuleSettings.parse("errors: error-rate >= 10 for PT1M"),
            RuleSettings.parse("peak: peak >= 95 for PT5M severity info"),
            RuleSettings.parse("inactive: silent >= 3600 severity info disabled"));

    private final Map<String, AlertRule> classes = new LinkedHashMap<>();
    private final Supplier<List<Measurement>> samples;

    AlertRules(List<? extends AlertRule> classes, Supplier<List<Measurement>> samples) {
        classes.forEach(rule -> this.classes.put(rule.name(), rule));
        this.samples = samples;
    }

    /** What holds with {@code own}, in the order of the book; also what is disabled. */
    List<RuleSettings> effective(List<RuleSettings> own) {
        Map<String, RuleSettings> all = new LinkedHashMap<>();
        classes.keySet().forEach(name -> all.put(name, RuleSettings.of(name)));
        BUILT_IN.forEach(rule -> all.put(rule.name(), rule));
        own.forEach(rule -> all.merge(rule.name(), rule, AlertRules::above));
        return List.copyOf(all.values());
    }

    /** A rule that says nothing of its condition keeps the one that is there, with what belongs to it. */
    private static RuleSettings above(RuleSettings before, RuleSettings own) {
        if (own.threshold() != null) {
            return own;
        }
        return new RuleSettings(
                own.name(),
                before.threshold(),
                own.hold().isZero() ? before.hold() : own.hold(),
                own.severity() == null ? before.severity() : own.severity(),
                own.cooldown(),
                own.channels(),
                own.enabled());
    }

    /** The rules to be evaluated. */
    List<Ruled> enabled(List<RuleSettings> own) {
        List<Ruled> rules = new ArrayList<>();
        for (RuleSettings settings : effective(own)) {
            AlertRule rule = settings.threshold() == null
                    ? classes.get(settings.name())
                    : new ThresholdRule(settings.name(), settings.threshold(), samples);
            if (rule != null && settings.enabled()) {
                rules.add(new Ruled(rule, settings));
            }
        }
        return rules;
    }

    /** Whether {@code own} says something of a rule that there is not. */
    boolean isAboutNothing(RuleSettings own) {
        return own.threshold() == null
                && !classes.containsKey(own.name())
                && BUILT_IN.stream().noneMatch(rule -> rule.name().equals(own.name()));
    }

    /** A rule and how it is handled. */
    record Ruled(AlertRule rule, RuleSettings settings) {}
}
