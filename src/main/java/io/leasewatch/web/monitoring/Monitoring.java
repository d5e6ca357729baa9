package io.leasewatch.web.monitoring;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.diagnosis.Diagnosis;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.postgres.Capacity;
import io.leasewatch.monitor.postgres.LeaseBackends;
import io.leasewatch.monitor.query.SlowQueries;
import io.leasewatch.monitor.redis.RedisWatch;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.web.health.HealthStatus;
import io.leasewatch.web.health.ServerHealth;
import io.leasewatch.web.monitoring.MonitoringView.DetailsView;
import io.leasewatch.web.rest.DatabaseResource.Leaks;
import io.leasewatch.web.rest.DatabaseResource.Requests;
import io.leasewatch.web.rest.DatabaseResource.SlowRequest;
import io.leasewatch.web.rest.PostgresResource;
import io.leasewatch.web.rest.SiteOrder;
import io.leasewatch.web.rest.SitesResource.Sites;
import io.leasewatch.web.rest.SlowQueriesResource;
import io.leasewatch.web.rest.SlowQueriesResource.Slow;
import io.leasewatch.web.view.AdviceView;
import io.leasewatch.web.view.AlertView;
import io.leasewatch.web.view.DiagnosticsView;
import io.leasewatch.web.view.GuardView;
import io.leasewatch.web.view.HoldersView;
import io.leasewatch.web.view.LeakView;
import io.leasewatch.web.view.LeaseView;
import io.leasewatch.web.view.MetricsView;
import io.leasewatch.web.view.NestingView;
import io.leasewatch.web.view.PgBouncersView;
import io.leasewatch.web.view.PoolView;
import io.leasewatch.web.view.RedisView;
import io.leasewatch.web.view.StatisticsView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts the monitoring document together. */
@Dependent
public class Monitoring {

    @Inject
    private LeaseRegistry registry;

    @Inject
    private RequestLog requests;

    @Inject
    private LeakLedger ledger;

    @Inject
    private SiteLedger sites;

    @Inject
    private HoldersWatch holders;

    @Inject
    private SlowQueries queries;

    @Inject
    private PoolWatch pools;

    @Inject
    private Databases databases;

    @Inject
    private PgBouncers pgbouncers;

    @Inject
    private RedisWatch redis;

    @Inject
    private LeaseBackends servers;

    @Inject
    private Capacity capacity;

    @Inject
    private Advisor advisor;

    @Inject
    private AlertEvaluator alerts;

    @Inject
    private Diagnosis diagnosis;

    @Inject
    private ServerHealth health;

    @Inject
    private HistoryReader remembered;

    /** Every pool that something is known of. */
    Set<String> poolNames() {
        Set<String> names = new TreeSet<>(registry.pools().keySet());
        pools.readings().forEach(reading -> names.add(reading.poolName()));
        return names;
    }

    /** Every service that has taken a lease. */
    Set<String> serviceNames() {
        return registry.statisticsByService().keySet();
    }

    /** What is asked for, as it is now; {@code stacks} is whether they may be seen. */
    MonitoringView document(MonitoringQuery query, boolean stacks) {
        HealthStatus verdict = health.verdict();
        return new MonitoringView(
                Instant.now(),
                verdict.state().word(),
                verdict.reasons(),
                databases.isStopping(),
                MetricsView.of(pools, ledger),
                StatisticsView.of(registry.statistics()),
                statisticsByPool(query),
                statisticsByService(query),
                pools.readings().stream()
                        .filter(reading -> query.isAboutPool(reading.poolName()))
                        .map(this::view)
                        .toList(),
                databases.statuses().stream().map(GuardView::of).toList(),
                alerts.alerts().stream()
                        .map(AlertView::of)
                        .filter(alert -> query.isAboutPool(alert.pool()) && query.isAboutService(alert.service()))
                        .limit(query.limit())
                        .toList(),
                query.detailed() ? details(query, stacks) : null,
                query.diagnostics()
                        ? DiagnosticsView.of(diagnosis, query::isAboutService, query::isAboutPool, query.limit())
                        : null,
                query.history() ? remembered.samples(query) : null,
                query.aggregated() ? remembered.aggregates(query) : null);
    }

    private Map<String, StatisticsView> statisticsByPool(MonitoringQuery query) {
        Map<String, LeaseStatistics> found = new TreeMap<>();
        registry.pools().values().stream()
                .filter(pool -> query.isAboutPool(pool.name()))
                .forEach(pool -> found.put(pool.name(), pool.tally().statistics()));
        return StatisticsView.of(found);
    }

    private Map<String, StatisticsView> statisticsByService(MonitoringQuery query) {
        Map<String, LeaseStatistics> found = new TreeMap<>(registry.statisticsByService());
        found.keySet().removeIf(name -> !query.isAboutService(name));
        return StatisticsView.of(found);
    }

    private PoolView view(PoolReading reading) {
        Pool pool = registry.pools().get(reading.poolName());
        return PoolView.of(reading, pool);
    }

    private DetailsView details(MonitoringQuery query, boolean stacks) {
        queries.note();
        long nanos = registry.ticker().nanos();
        Instant now = Instant.now();
        return new DetailsView(
                connections(query, stacks, now),
                leaks(query, stacks, now),
                Sites.of(sites.uses(), query.pool(), query.service(), SiteOrder.of(null), 0, query.limit())
                        .sites(),
                holders.snapshots().stream()
                        .filter(snapshot -> query.isAboutPool(snapshot.reading().poolName()))
                        .limit(query.limit())
                        .map(snapshot -> HoldersView.of(snapshot, stacks))
                        .toList(),
                registry.nestings().all().stream()
                        .filter(nesting ->
                                query.isAboutPool(nesting.innerPool()) || query.isAboutPool(nesting.outerPool()))
                        .limit(query.limit())
                        .map(nesting -> NestingView.of(nesting, nanos, now))
                        .toList(),
                Slow.of(queries, query.pool(), SlowQueriesResource.BY_TOTAL, query.limit()),
                advisor.advice().stream()
                        .filter(advice -> query.isAboutPool(advice.pool()))
                        .map(AdviceView::of)
                        .toList(),
                PgBouncersView.of(pgbouncers),
                RedisView.of(redis.status()),
                PostgresResource.views(servers, capacity),
                new Requests(
                        requests.statistics(),
                        requests.slowRequests().stream().map(SlowRequest::of).toList()));
    }

    private List<LeaseView> connections(MonitoringQuery query, boolean stacks, Instant now) {
        LeaseBackends.Look look = servers.look();
        return registry.openLeases().stream()
                .filter(lease -> isAbout(query, lease))
                .sorted(Comparator.comparingLong(Lease::id))
                .limit(query.limit())
                .map(lease -> LeaseView.of(lease, registry, now, stacks, look.of(lease)))
                .toList();
    }

    private Leaks leaks(MonitoringQuery query, boolean stacks, Instant now) {
        List<Leak> found = ledger.all().stream()
                .filter(leak -> isAbout(query, leak.lease()))
                .toList();
        return new Leaks(
                found.size(),
                (int) found.stream().filter(Leak::isOpen).count(),
                ledger.endings().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().outcome(), Map.Entry::getValue)),
                found.stream()
                        .limit(query.limit())
                        .map(leak -> LeakView.of(leak, registry, now, stacks))
                        .toList());
    }

    private static boolean isAbout(MonitoringQuery query, Lease lease) {
        return query.isAboutPool(lease.pool().name())
                && query.isAboutService(lease.borrower().operation().service());
    }
}
