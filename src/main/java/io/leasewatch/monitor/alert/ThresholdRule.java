package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Fires for each pool or service whose metric meets the condition. */
final class ThresholdRule implements AlertRule {

    private final String name;
    private final Threshold threshold;
    private final Supplier<List<Measurement>> samples;

    ThresholdRule(String name, Threshold threshold, Supplier<List<Measurement>> samples) {
        this.name = name;
        this.threshold = threshold;
        this.samples = samples;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        return samples.get().stream()
                .filter(threshold::isAbout)
                .filter(sample -> threshold.holds(sample, firing.contains(sample.name())))
                .map(this::finding)
                .toList();
    }

    private Finding finding(Measurement sample) {
        double value = Objects.requireNonNull(sample.values().get(threshold.metric()));
        String message = threshold.metric().sentence(sample.name(), Threshold.rounded(value)) + " ("
                + threshold.operator().sign() + " " + Threshold.plain(threshold.limit()) + ").";
        int count = (int) Math.round(value);
        return sample.of() == RuleMetric.Of.SERVICE
                ? Finding.ofService(sample.name(), Severity.WARNING, message, count)
                : new Finding(sample.name(), "", Severity.WARNING, message, count, List.of());
    }
}
