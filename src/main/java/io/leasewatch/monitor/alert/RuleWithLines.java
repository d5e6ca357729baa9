package io.leasewatch.monitor.alert;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.site.Site;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule about pools whose findings also say which line of code holds most connections of the pool, if it is known. While
 * the rule finds something, each evaluation looks once at all open leases.
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
        List<Finding> found = rule.evaluate(firing);
        if (found.isEmpty()) {
            return found;
        }
        Set<String> pools = found.stream().map(Finding::pool).collect(Collectors.toSet());
        Map<String, Map<Site, Long>> held = registry.openLeases().stream()
                .filter(lease -> pools.contains(lease.pool().name()))
                .filter(lease -> lease.isOpen() && lease.site().isKnown())
                .collect(Collectors.groupingBy(
                        lease -> lease.pool().name(), Collectors.groupingBy(Lease::site, Collectors.counting())));
        return found.stream()
                .map(finding -> withLine(finding, held.getOrDefault(finding.pool(), Map.of())))
                .toList();
    }

    private static Finding withLine(Finding finding, Map<Site, Long> held) {
        return held.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> finding.saying(
                        finding.message() + " Most are held by " + most.getKey() + " (" + most.getValue() + ")."))
                .orElse(finding);
    }
}
