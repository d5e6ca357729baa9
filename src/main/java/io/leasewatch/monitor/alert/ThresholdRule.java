package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Fires for each pool or service whose metrics meet the condition. Not thread-safe; one thread at a time calls it. */
final class ThresholdRule implements AlertRule {

    private final String name;
    private final RuleCondition condition;
    private final Supplier<List<Measurement>> samples;
    /** The comparisons that held in the last evaluation, by subject. */
    private Map<String, Set<Threshold>> held = Map.of();

    ThresholdRule(String name, RuleCondition condition, Supplier<List<Measurement>> samples) {
        this.name = name;
        this.condition = condition;
        this.samples = samples;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        Map<String, Set<Threshold>> next = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Measurement sample : samples.get()) {
            List<Threshold> holding = condition.isAbout(sample)
                    ? condition.holding(sample, heldBefore(sample.name(), firing))
                    : List.of();
            if (!holding.isEmpty()) {
                next.put(sample.name(), new HashSet<>(holding));
                findings.add(finding(sample, holding));
            }
        }
        held = next;
        return findings;
    }

    /** Which comparisons held is not known in the first evaluation after the settings changed; then all of a firing alert count. */
    private Set<Threshold> heldBefore(String subject, Set<String> firing) {
        return firing.contains(subject) ? held.getOrDefault(subject, Set.copyOf(condition.thresholds())) : Set.of();
    }

    private static Finding finding(Measurement sample, List<Threshold> holding) {
        String message = holding.stream()
                .map(one -> one.sentence(sample, value(sample, one)))
                .collect(Collectors.joining(" "));
        int count = (int) Math.round(value(sample, holding.get(0)));
        return sample.of() == RuleMetric.Of.SERVICE
                ? Finding.ofService(sample.name(), Severity.WARNING, message, count)
                : new Finding(sample.name(), "", Severity.WARNING, message, count, List.of());
    }

    private static double value(Measurement sample, Threshold threshold) {
        return Objects.requireNonNull(sample.values().get(threshold.metric()));
    }
}
