package io.leasewatch.monitor.export;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.LeakLedger.PoolAndKind;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Leaks and alerts. Counters start at 0 before the first event, so that the first event is an increase and not a new series. */
final class LeakSeries implements SeriesSource {

    private final LeakLedger ledger;
    private final PoolWatch pools;
    private final AlertEvaluator alerts;
    private final MetricLabels labels;

    LeakSeries(LeakLedger ledger, PoolWatch pools, AlertEvaluator alerts, MetricLabels labels) {
        this.ledger = ledger;
        this.pools = pools;
        this.alerts = alerts;
        this.labels = labels;
    }

    @Override
    public void collect(Listener listener) {
        Map<PoolAndKind, Long> found = new HashMap<>(ledger.found());
        Map<String, Long> open = ledger.open().stream()
                .collect(groupingBy(leak -> leak.lease().pool().name(), counting()));
        Set<String> names = new HashSet<>();
        for (PoolReading reading : pools.readings()) {
            String pool = reading.poolName();
            listener.value(Metric.SUSPECTS, open.getOrDefault(pool, 0L), Tags.POOL, pool);
            names.add(labels.pool(pool));
        }
        names.forEach(name -> Leak.KINDS.forEach(kind -> found.putIfAbsent(new PoolAndKind(name, kind), 0L)));
        found.forEach((of, count) -> listener.value(
                Metric.LEAKS,
                count,
                Tags.POOL,
                of.pool().isEmpty() ? BoundedLabels.NONE : of.pool(),
                Tags.KIND,
                of.kind()));
        Map<Ending, Long> endings = ledger.endings();
        for (Ending ending : Ending.values()) {
            listener.value(Metric.RESOLVED, endings.getOrDefault(ending, 0L), Tags.OUTCOME, ending.outcome());
        }
        collectAlerts(listener);
    }

    private void collectAlerts(Listener listener) {
        Map<Severity, Long> firing =
                alerts.alerts().stream().filter(Alert::isFiring).collect(groupingBy(Alert::severity, counting()));
        for (Severity severity : Severity.values()) {
            listener.value(
                    Metric.ALERTS,
                    firing.getOrDefault(severity, 0L),
                    Tags.SEVERITY,
                    severity.name().toLowerCase(Locale.ROOT));
        }
    }
}
