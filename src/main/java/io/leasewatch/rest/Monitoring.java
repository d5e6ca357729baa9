package io.leasewatch.rest;

import io.leasewatch.advice.Advisor;
import io.leasewatch.alert.AlertDesk;
import io.leasewatch.database.Databases;
import io.leasewatch.diagnosis.Diagnosis;
import io.leasewatch.health.ServerHealth;
import io.leasewatch.health.Verdict;
import io.leasewatch.leak.HoldersWatch;
import io.leasewatch.leak.Leak;
import io.leasewatch.leak.LeakLedger;
import io.leasewatch.leak.SiteLedger;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.LeaseStatistics;
import io.leasewatch.lease.Pool;
import io.leasewatch.pgbouncer.PgBouncers;
import io.leasewatch.pool.PoolReading;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.postgres.Capacity;
import io.leasewatch.postgres.Servers;
import io.leasewatch.query.SlowQueries;
import io.leasewatch.redis.RedisWatch;
import io.leasewatch.request.RequestLog;
import io.leasewatch.rest.DatabaseResource.Leaks;
import io.leasewatch.rest.DatabaseResource.Requests;
import io.leasewatch.rest.DatabaseResource.SlowRequest;
import io.leasewatch.rest.MonitoringView.DetailsView;
import io.leasewatch.rest.SitesResource.Sites;
import io.leasewatch.rest.SlowQueriesResource.Slow;
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
    private Servers servers;

    @Inject
    private Capacity capacity;

    @Inject
    private Advisor advisor;

    @Inject
    private AlertDesk alerts;

    @Inject
    private Diagnosis diagnosis;

    @Inject
    private ServerHealth health;

    @Inject
    private Remembered remembered;

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
        Verdict verdict = health.verdict();
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
        Servers.Look look = servers.look();
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
