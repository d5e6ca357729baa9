package io.leasewatch.diagnosis;

import io.leasewatch.advice.Advisor;
import io.leasewatch.advice.Trend;
import io.leasewatch.alert.AlertDesk;
import io.leasewatch.alert.Metric;
import io.leasewatch.alert.Sample;
import io.leasewatch.database.Databases;
import io.leasewatch.leak.LeakLedger;
import io.leasewatch.lease.LeaseRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Knows what is wrong, by asking those who know a part of it. Thread-safe; it keeps nothing. */
public final class Diagnosis {

    private final LeaseRegistry registry;
    private final LeakLedger ledger;
    private final Databases databases;
    private final Advisor advisor;
    private final AlertDesk alerts;
    private final Errors errors;

    public Diagnosis(
            LeaseRegistry registry,
            LeakLedger ledger,
            Databases databases,
            Advisor advisor,
            AlertDesk alerts,
            Errors errors) {
        this.registry = registry;
        this.ledger = ledger;
        this.databases = databases;
        this.advisor = advisor;
        this.alerts = alerts;
        this.errors = errors;
    }

    /** How every service fares, by name. */
    public List<ServiceHealth> services() {
        Map<String, Map<Metric, Double>> measured = alerts.measured().stream()
                .filter(sample -> sample.of() == Metric.Of.SERVICE)
                .collect(Collectors.toMap(Sample::name, Sample::values));
        Map<String, Long> leaks = ledger.open().stream()
                .collect(Collectors.groupingBy(
                        leak -> leak.lease().borrower().operation().service(), Collectors.counting()));
        return registry.statisticsByService().entrySet().stream()
                .map(service -> ServiceHealth.of(
                        service.getKey(),
                        service.getValue(),
                        measured.getOrDefault(service.getKey(), Map.of()),
                        leaks.getOrDefault(service.getKey(), 0L).intValue()))
                .toList();
    }

    /** Errors that are alike, the most frequent first. */
    public Errors errors() {
        errors.note();
        return errors;
    }

    /** What to do, the most urgent first. */
    public List<Recommendation> recommendations() {
        Recommendations all = new Recommendations();
        all.ofDatabases(databases.statuses());
        all.ofLeaks(ledger.open());
        all.ofPools(advisor.advice());
        all.ofServices(services(), errors().patterns());
        return all.worstFirst();
    }

    /** Where the pools are going. */
    public List<Trend> trends() {
        return advisor.trends();
    }
}
