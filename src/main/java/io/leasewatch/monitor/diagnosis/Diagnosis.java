package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.advice.Trend;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.alert.Measurement;
import io.leasewatch.monitor.alert.RuleMetric;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.UncommittedCloses;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Combines leaks, alerts, errors and advice into health states and recommendations. Thread-safe and stateless. */
public final class Diagnosis {

    private final LeaseRegistry registry;
    private final LeakLedger ledger;
    private final UncommittedCloses closes;
    private final Databases databases;
    private final Advisor advisor;
    private final Judge judge;
    private final AlertEvaluator alerts;
    private final ErrorLog errors;

    public Diagnosis(
            LeaseRegistry registry,
            LeakLedger ledger,
            UncommittedCloses closes,
            Databases databases,
            Advisor advisor,
            Judge judge,
            AlertEvaluator alerts,
            ErrorLog errors) {
        this.registry = registry;
        this.ledger = ledger;
        this.closes = closes;
        this.databases = databases;
        this.advisor = advisor;
        this.judge = judge;
        this.alerts = alerts;
        this.errors = errors;
    }

    /** The health of each service. */
    public List<ServiceHealth> services() {
        Map<String, Map<RuleMetric, Double>> measured = alerts.measured().stream()
                .filter(sample -> sample.of() == RuleMetric.Of.SERVICE)
                .collect(Collectors.toMap(Measurement::name, Measurement::values));
        Map<String, Long> leaks = ledger.open().stream()
                .collect(Collectors.groupingBy(
                        leak -> leak.lease().borrower().operation().service(), Collectors.counting()));
        return registry.totals().statisticsByService().entrySet().stream()
                .map(service -> ServiceHealth.of(
                        service.getKey(),
                        service.getValue(),
                        measured.getOrDefault(service.getKey(), Map.of()),
                        leaks.getOrDefault(service.getKey(), 0L).intValue()))
                .toList();
    }

    /** The recurring errors, up to date. */
    public ErrorLog errors() {
        errors.record();
        return errors;
    }

    /** The recommended actions, the most severe first. */
    public List<Recommendation> recommendations() {
        Recommendations all = new Recommendations();
        all.ofDatabases(databases.statuses());
        all.ofLeaks(ledger.open());
        all.ofUncommitted(closes.lines());
        all.ofSettings(judge.judgements());
        all.ofForecasts(judge.judgements());
        all.ofPools(judge.advice());
        all.ofServices(services(), errors().patterns());
        return all.worstFirst();
    }

    /** The trends of the pools. */
    public List<Trend> trends() {
        return advisor.trends();
    }
}
