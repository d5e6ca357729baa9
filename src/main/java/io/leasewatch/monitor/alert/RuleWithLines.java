package io.leasewatch.monitor.alert;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.site.Site;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule about pools whose findings also say which line of code holds most connections of the pool, if it is known. The cost grows with the number of
 * open leases, while the rule finds something.
 */
public final class RuleWithLines implements AlertRule {

    private final AlertRule rule;
    private final LeaseRegistry registry;

    public RuleWithLines(AlertRule rule, LeaseRegistry registry) {
        this.rule = rule;
        this.registry = registry;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        return rule.evaluate(firing).stream().map(this::withLine).toList();
    }

    private Finding withLine(Finding finding) {
        Map<Site, Long> held = registry.openLeases().stream()
                .filter(lease -> lease.pool().name().equals(finding.pool()))
                .filter(lease -> lease.isOpen() && lease.site().isKnown())
                .collect(Collectors.groupingBy(lease -> lease.site(), Collectors.counting()));
        return held.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> finding.saying(
                        finding.message() + " Most are held by " + most.getKey() + " (" + most.getValue() + ")."))
                .orElse(finding);
    }
}
