package io.leasewatch.monitor;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.core.lease.NestedAcquisition;
import io.leasewatch.core.lease.NestedAcquisitions;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.diagnosis.HealthStatus;
import io.leasewatch.monitor.judgement.Judgement;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.postgres.LeaseBackends;
import io.leasewatch.monitor.view.AdviceView;
import io.leasewatch.monitor.view.AlertView;
import io.leasewatch.monitor.view.DiagnosticsView;
import io.leasewatch.monitor.view.GuardView;
import io.leasewatch.monitor.view.HoldersView;
import io.leasewatch.monitor.view.JudgementView;
import io.leasewatch.monitor.view.LeakView;
import io.leasewatch.monitor.view.LeaksView;
import io.leasewatch.monitor.view.LeaseView;
import io.leasewatch.monitor.view.MeantView;
import io.leasewatch.monitor.view.MetricsView;
import io.leasewatch.monitor.view.NestingView;
import io.leasewatch.monitor.view.PgBouncersView;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.monitor.view.PostgresView;
import io.leasewatch.monitor.view.RedisView;
import io.leasewatch.monitor.view.RequestsView;
import io.leasewatch.monitor.view.SiteUseView;
import io.leasewatch.monitor.view.SitesView;
import io.leasewatch.monitor.view.SlowQueriesView;
import io.leasewatch.monitor.view.SlowQueryView;
import io.leasewatch.monitor.view.StatisticsView;
import io.leasewatch.spi.PoolReading;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of the monitor, as selected by a {@link Query}. All documents of the API are made from snapshots, so that they mean the same.
 * The readings of the pools are taken when it is made, the rest when it is asked for; nothing outside the JVM is queried. Immutable.
 */
public final class Snapshot {

    private final Monitor monitor;
    private final Query query;
    private final Instant timestamp;
    private final LeaseRegistry registry;
    private final List<PoolReading> readings;

    Snapshot(Monitor monitor, Query query, Instant timestamp) {
        this(monitor, query, timestamp, monitor.pools().pools().readings());
    }

    private Snapshot(Monitor monitor, Query query, Instant timestamp, List<PoolReading> readings) {
        this.monitor = monitor;
        this.query = query;
        this.timestamp = timestamp;
        this.registry = monitor.leases().registry();
        this.readings = readings;
    }

    /** The same moment, as selected by another query. */
    public Snapshot of(Query other) {
        return new Snapshot(monitor, other, timestamp, readings);
    }

    public Query query() {
        return query;
    }

    public Instant timestamp() {
        return timestamp;
    }

    public HealthStatus health() {
        return monitor.alerting().health().verdict();
    }

    public boolean isShuttingDown() {
        return monitor.pools().databases().isStopping();
    }

    /** The totals of all pools, independent of the query. */
    public MetricsView metrics() {
        return MetricsView.of(readings, monitor.leaks().ledger().open().size());
    }

    /** The counts of all leases, independent of the query. */
    public StatisticsView statistics() {
        return StatisticsView.of(registry.totals().statistics());
    }

    public Map<String, StatisticsView> statisticsByPool() {
        Map<String, LeaseStatistics> found = new TreeMap<>();
        registry.pools().values().stream()
                .filter(pool -> query.includesPool(pool.name()))
                .forEach(pool -> found.put(pool.name(), pool.tally().statistics()));
        return StatisticsView.of(found);
    }

    public Map<String, StatisticsView> statisticsByService() {
        Map<String, LeaseStatistics> found = new TreeMap<>(registry.totals().statisticsByService());
        found.keySet().removeIf(name -> !query.includesService(name));
        return StatisticsView.of(found);
    }

    /** The names of all pools that have leases or readings. */
    public Set<String> poolNames() {
        Set<String> names = new TreeSet<>(registry.pools().keySet());
        readings.forEach(reading -> names.add(reading.poolName()));
        return names;
    }

    /** The names of all services that have acquired a lease. */
    public Set<String> serviceNames() {
        return registry.totals().statisticsByService().keySet();
    }

    public List<PoolView> pools() {
        Map<String, Pool> pools = registry.pools();
        return readings.stream()
                .filter(reading -> query.includesPool(reading.poolName()))
                .map(reading -> view(reading, pools))
                .toList();
    }

    /** {@link #pools} without lines of code, for answers that are only about health. */
    public List<PoolView> poolsWithoutLines() {
        return readings.stream()
                .filter(reading -> query.includesPool(reading.poolName()))
                .map(PoolView::of)
                .toList();
    }

    /** One pool, by its name or the JNDI name of its data source. */
    public Optional<PoolView> pool(String name) {
        return monitor.pools().pools().reading(name).map(reading -> view(reading, registry.pools()));
    }

    private PoolView view(PoolReading reading, Map<String, Pool> pools) {
        return PoolView.of(
                reading, pools.get(reading.poolName()), monitor.pools().pools().stranded(reading.poolName()));
    }

    /** Open leases, the oldest first. */
    public List<LeaseView> openLeases(Predicate<Lease> filter) {
        return views(
                registry.openLeases().stream()
                        .sorted(Comparator.comparingLong(Lease::id))
                        .toList(),
                filter);
    }

    public List<LeaseView> openLeases() {
        return openLeases(lease -> true);
    }

    /** Closed leases that are still in memory, the newest first. */
    public List<LeaseView> closedLeases(Predicate<Lease> filter) {
        return views(registry.totals().history(), filter);
    }

    /** The number of closed leases that are still in memory, independent of the query. */
    public int historicalCount() {
        return registry.totals().history().size();
    }

    private List<LeaseView> views(Collection<Lease> leases, Predicate<Lease> filter) {
        LeaseBackends.Lookup lookup = monitor.pools().backends().servers().lookup();
        return leases.stream()
                .filter(query::includes)
                .filter(filter)
                .limit(query.limit())
                .map(lease -> LeaseView.of(lease, registry, timestamp, query.stacks(), lookup.of(lease)))
                .toList();
    }

    /** Leaks, open ones first. */
    public LeaksView leaks(Predicate<Leak> filter) {
        List<Leak> found = monitor.leaks().ledger().all().stream()
                .filter(leak -> query.includes(leak.lease()))
                .filter(filter)
                .toList();
        return new LeaksView(
                found.size(),
                (int) found.stream().filter(Leak::isOpen).count(),
                endings(),
                found.stream()
                        .skip(query.skipped())
                        .limit(query.limit())
                        .map(leak -> LeakView.of(
                                leak,
                                leak.ending(),
                                monitor.leaks().identities().of(leak),
                                registry,
                                timestamp,
                                query.stacks()))
                        .toList());
    }

    /** Code that holds connections intentionally, and its open leases, the oldest first. */
    public MeantView meant() {
        return MeantView.of(
                monitor.leaks().detector().meant(),
                registry.openLeases().stream()
                        .filter(query::includes)
                        .sorted(Comparator.comparingLong(Lease::id))
                        .toList(),
                registry.ticker().nanos(),
                timestamp,
                query.limit());
    }

    /** The number of ended leaks by ending. */
    public Map<String, Long> endings() {
        return monitor.leaks().ledger().endings().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().outcome(), Map.Entry::getValue));
    }

    /** Alerts, the newest first. */
    public List<AlertView> alerts(Predicate<AlertView> filter) {
        return monitor.alerting().evaluator().alerts().stream()
                .map(AlertView::of)
                .filter(alert -> query.includesPool(alert.pool()) && query.includesService(alert.service()))
                .filter(filter)
                .limit(query.limit())
                .toList();
    }

    public List<AlertView> alerts() {
        return alerts(alert -> true);
    }

    /** The lines of code that take connections. */
    public SitesView sites(Comparator<SiteUseView> order) {
        return SitesView.of(
                monitor.leaks().sites().uses(), query.pool(), query.service(), order, query.skipped(), query.limit());
    }

    /** Snapshots of the holders of pools, the newest first, without a limit. */
    public List<HoldersSnapshot> holders() {
        return monitor.leaks().holders().snapshots().stream()
                .filter(snapshot -> query.includesPool(snapshot.reading().poolName()))
                .toList();
    }

    /** The documents for {@link #holders}, up to the limit. */
    public List<HoldersView> holderViews() {
        return holders().stream()
                .limit(query.limit())
                .map(snapshot -> HoldersView.of(snapshot, query.stacks()))
                .toList();
    }

    /** Nested acquisitions, the most frequent first, without a limit. */
    public List<NestingView> nested() {
        long nanos = registry.ticker().nanos();
        return registry.ownership().nestings().all().stream()
                .filter(this::includes)
                .map(nesting -> NestingView.of(nesting, nanos, timestamp))
                .toList();
    }

    private boolean includes(NestedAcquisition nesting) {
        return query.includesPool(nesting.innerPool()) || query.includesPool(nesting.outerPool());
    }

    /** The number of nested acquisitions that were not recorded because {@link NestedAcquisitions} was full. */
    public long droppedNested() {
        return registry.ownership().nestings().dropped();
    }

    public SlowQueriesView slowQueries(Comparator<SlowQueryView> order) {
        return SlowQueriesView.of(monitor.leases().queries(), query::includesPool, order, query.limit());
    }

    public List<AdviceView> advice() {
        return monitor.alerting().judge().advice().stream()
                .filter(advice -> query.includesPool(advice.pool()))
                .map(advice -> AdviceView.of(advice, judgement(advice.pool())))
                .toList();
    }

    /** What is wrong with each pool, the worst first. */
    public List<JudgementView> judgements() {
        return monitor.alerting().judge().judgements().stream()
                .filter(judgement -> query.includesPool(judgement.subject()))
                .map(JudgementView::of)
                .toList();
    }

    private @Nullable Judgement judgement(String pool) {
        return monitor.alerting().judge().judgement(pool).orElse(null);
    }

    public DiagnosticsView diagnostics() {
        return DiagnosticsView.of(
                monitor.alerting().diagnosis(), query::includesService, query::includesPool, query.limit());
    }

    public List<GuardView> guarded() {
        return monitor.pools().databases().statuses().stream()
                .map(GuardView::of)
                .toList();
    }

    public PgBouncersView pgbouncer() {
        return PgBouncersView.of(monitor.pools().backends().pgbouncers());
    }

    public RedisView redis() {
        return RedisView.of(monitor.pools().backends().redis().status());
    }

    public List<PostgresView> postgres() {
        BackendMonitoring backends = monitor.pools().backends();
        LeaseBackends.Lookup lookup = backends.servers().lookup();
        return lookup.snapshots().stream()
                .map(snapshot -> PostgresView.of(snapshot, backends.capacity().demand(snapshot.name()), lookup))
                .toList();
    }

    public RequestsView requests() {
        return RequestsView.of(monitor.leases().requests());
    }
}
