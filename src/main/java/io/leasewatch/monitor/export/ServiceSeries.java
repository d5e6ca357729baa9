package io.leasewatch.monitor.export;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;
import io.leasewatch.monitor.leak.LeakLedger;
import java.util.Map;

/** Leases, leaks and errors of each service. */
final class ServiceSeries implements SeriesSource {

    private final LeaseRegistry leases;
    private final LeakLedger ledger;

    ServiceSeries(LeaseRegistry leases, LeakLedger ledger) {
        this.leases = leases;
        this.ledger = ledger;
    }

    @Override
    public void collect(Listener listener) {
        Map<String, Long> leaks = ledger.foundByService();
        leases.totals().statisticsByService().forEach((service, statistics) -> {
            String name = service.isEmpty() ? BoundedLabels.NONE : service;
            collect(name, statistics, listener);
            listener.value(Metric.SERVICE_LEAKS, leaks.getOrDefault(service, 0L), Tags.SERVICE, name);
        });
    }

    private static void collect(String service, LeaseStatistics statistics, Listener listener) {
        listener.value(Metric.SERVICE_LEASES, statistics.totalAcquired(), Tags.SERVICE, service);
        listener.value(Metric.SERVICE_OPEN, statistics.currentlyActive(), Tags.SERVICE, service);
        listener.value(Metric.SERVICE_ERRORS, statistics.errors(), Tags.SERVICE, service);
    }
}
