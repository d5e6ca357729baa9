package io.leasewatch.monitor;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.alert.AlertRule;
import io.leasewatch.monitor.alert.DatabaseRule;
import io.leasewatch.monitor.alert.FailedLoginRule;
import io.leasewatch.monitor.alert.FailedLogins;
import io.leasewatch.monitor.alert.ForecastRule;
import io.leasewatch.monitor.alert.LeakRule;
import io.leasewatch.monitor.alert.Measurements;
import io.leasewatch.monitor.alert.RuleWithLines;
import io.leasewatch.monitor.alert.SustainedRule;
import io.leasewatch.monitor.alert.UtilizationRule;
import io.leasewatch.monitor.alert.WaitersRule;
import io.leasewatch.monitor.channel.Channels;
import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.channel.LogChannel;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.diagnosis.Diagnosis;
import io.leasewatch.monitor.diagnosis.ErrorLog;
import io.leasewatch.monitor.diagnosis.ServerHealth;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.AlertChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Advice, health, recurring errors, and alerts with the channels they are sent to. */
public record Alerting(
        Advisor advisor,
        ErrorLog errors,
        ServerHealth health,
        AlertEvaluator evaluator,
        Channels channels,
        DeliveryCounters deliveries,
        Judge judge,
        Diagnosis diagnosis) {

    static Alerting of(
            LeaseMonitoring leases,
            LeakMonitoring leaks,
            PoolMonitoring monitored,
            FailedLogins logins,
            MonitorLag lag,
            MonitorHost host,
            Settings settings,
            InstantSource clock) {
        LeaseRegistry registry = leases.registry();
        LeakLedger ledger = leaks.ledger();
        PoolWatch pools = monitored.pools();
        Databases databases = monitored.databases();
        Advisor advisor =
                new Advisor(registry, leaks.sites(), pools, settings.current().advice());
        Judge judge = new Judge(
                registry,
                ledger,
                pools,
                databases,
                advisor,
                () -> settings.current().alert().criticalLeaks(),
                lag::unknown,
                clock);
        ErrorLog errors = new ErrorLog(clock);
        DeliveryCounters deliveries = new DeliveryCounters();
        List<AlertRule> rules = List.of(
                new LeakRule(ledger, registry.ticker(), judge::isCriticalLeak, leaks.identities()::of),
                new RuleWithLines(new UtilizationRule(pools), registry),
                new RuleWithLines(new SustainedRule(pools, registry.ticker()), registry),
                new RuleWithLines(new WaitersRule(pools), registry),
                new RuleWithLines(new ForecastRule(judge), registry),
                new DatabaseRule(databases, clock),
                new FailedLoginRule(
                        logins,
                        registry.ticker(),
                        () -> settings.current().access().failedLoginsPerMinute()));
        Channels channels = new Channels(
                promptChannels(host),
                host.channels(),
                AlertEvaluator.builtIn(rules),
                deliveries,
                clock,
                registry.ticker(),
                settings.current().channels());
        settings.setChannels(channels.names());
        AlertEvaluator evaluator = new AlertEvaluator(
                rules,
                new Measurements(pools, ledger, registry),
                channels.all(),
                clock,
                settings.current().alert());
        channels.setFiring(evaluator::isFiring);
        return new Alerting(
                advisor,
                errors,
                new ServerHealth(
                        ledger,
                        pools,
                        databases,
                        () -> settings.current().health(),
                        () -> registry.enabled()
                                ? lag.unknown()
                                : "watching is switched off (leasewatch.enabled is false)"),
                evaluator,
                channels,
                deliveries,
                judge,
                new Diagnosis(registry, ledger, leases.closes(), databases, advisor, judge, evaluator, errors));
    }

    private static List<AlertChannel> promptChannels(MonitorHost host) {
        List<AlertChannel> all = new ArrayList<>(List.of(new LogChannel()));
        all.addAll(host.promptChannels());
        return all;
    }

    List<Part> parts() {
        return List.of(
                Part.named("errors")
                        .everySecond("Counting errors", errors::record)
                        .onReset(errors::reset),
                Part.named("advice")
                        .onChange(now -> advisor.apply(now.advice()))
                        .everySecond("Measuring the demand on the pools", advisor::sample)
                        .every(Advisor.INTERVAL, "Computing advice", advisor::compute),
                Part.named("alerts")
                        .in(Lane.DETECTION)
                        .onChange(now -> evaluator.apply(now.alert()))
                        .everySecond("Judging the pools", judge::judge)
                        .everySecond("Evaluating the alert rules", evaluator::evaluate)
                        .onReset(evaluator::reset)
                        .onClose(evaluator::close),
                Part.named("alert channels")
                        .onChange(now -> channels.apply(now.channels()))
                        .everySecond("Updating the alert channels", channels::tick)
                        .onClose(channels::close));
    }
}
