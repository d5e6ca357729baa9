package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.diagnosis.HealthStatus;
import io.leasewatch.monitor.view.NestingView;
import io.leasewatch.web.monitoring.MonitoringView.DetailsView;
import io.leasewatch.web.rest.SiteOrder;
import io.leasewatch.web.rest.SlowQueriesResource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** Builds the monitoring document. */
@Dependent
public class Monitoring {

    @Inject
    private Monitor monitor;

    @Inject
    private HistoryReader history;

    /** The names of all pools that have leases or readings. */
    Set<String> poolNames() {
        return monitor.snapshot(Query.all(1, false)).poolNames();
    }

    /** The names of all services that have taken a lease. */
    Set<String> serviceNames() {
        return monitor.snapshot(Query.all(1, false)).serviceNames();
    }

    /** The document that {@code wanted} selects. Only an {@code admin} gets stacks. */
    MonitoringView document(MonitoringQuery wanted, boolean admin) {
        Snapshot now = monitor.snapshot(wanted.query(admin));
        HealthStatus status = now.health();
        return new MonitoringView(
                now.timestamp(),
                status.state().word(),
                status.reasons(),
                now.isShuttingDown(),
                now.metrics(),
                now.statistics(),
                now.statisticsByPool(),
                now.statisticsByService(),
                now.pools(),
                now.guarded(),
                now.alerts(),
                wanted.detailed() ? details(now) : null,
                wanted.diagnostics() ? now.diagnostics() : null,
                wanted.history() ? history.samples(wanted) : null,
                wanted.aggregated() ? history.aggregates(wanted) : null);
    }

    private static DetailsView details(Snapshot now) {
        List<NestingView> nested =
                now.nested().stream().limit(now.query().limit()).toList();
        return new DetailsView(
                now.openLeases(),
                now.leaks(leak -> true),
                now.sites(SiteOrder.of(null)).sites(),
                now.holderViews(),
                nested,
                now.slowQueries(SlowQueriesResource.BY_TOTAL),
                now.advice(),
                now.pgbouncer(),
                now.redis(),
                now.postgres(),
                now.requests());
    }
}
