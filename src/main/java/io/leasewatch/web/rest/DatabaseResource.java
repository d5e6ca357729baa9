package io.leasewatch.web.rest;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.request.EndedRequest;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.core.request.RequestStatistics;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.config.AccessSettings;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.diagnosis.ErrorLog;
import io.leasewatch.monitor.history.Event;
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
import io.leasewatch.spi.Severity;
import io.leasewatch.web.health.HealthStatus;
import io.leasewatch.web.health.ServerHealth;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.history.EventMapper;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.view.AlertView;
import io.leasewatch.web.view.GuardView;
import io.leasewatch.web.view.LeakView;
import io.leasewatch.web.view.LeaseView;
import io.leasewatch.web.view.MetricsView;
import io.leasewatch.web.view.PgBouncersView;
import io.leasewatch.web.view.PoolView;
import io.leasewatch.web.view.PostgresView;
import io.leasewatch.web.view.RedisView;
import io.leasewatch.web.view.StatisticsView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Leases, leaks, pools and alerts. */
@Path("/database")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DatabaseResource {

    private static final int MOST = 1000;

    @Inject
    private ServerHealth health;

    @Inject
    private LeaseRegistry registry;

    @Inject
    private RequestLog requests;

    @Inject
    private LeakLedger ledger;

    @Inject
    private HoldersWatch holders;

    @Inject
    private SlowQueries queries;

    @Inject
    private ErrorLog errors;

    @Inject
    private SiteLedger sites;

    @Inject
    private PoolWatch pools;

    @Inject
    private Databases databases;

    @Inject
    private PgBouncers pgbouncers;

    @Inject
    private RedisWatch redis;

    @Inject
    private AlertEvaluator alerts;

    @Inject
    private LeaseBackends servers;

    @Inject
    private EventSearch archive;

    @Inject
    private EventMapper book;

    @Inject
    private AuditLog audit;

    @Inject
    private Capacity capacity;

    @Inject
    private Supplier<AccessSettings> access;

    @Context
    private SecurityContext security;

    @GET
    @Path("/health")
    @Operation(summary = "Everything about connections in one document")
    public Health health() {
        HealthStatus verdict = health.verdict();
        return new Health(
                verdict.state().word(),
                verdict.reasons(),
                Instant.now(),
                databases.isStopping(),
                new Database(
                        databases.statuses().stream().map(GuardView::of).toList(),
                        new ConnectionMonitoring(
                                MetricsView.of(pools, ledger),
                                StatisticsView.of(registry.statistics()),
                                views(openLeases(), lease -> true, 100),
                                alertViews(alert -> true, 100))),
                poolViews(),
                PgBouncersView.of(pgbouncers),
                RedisView.of(redis.status()),
                PostgresResource.views(servers, capacity),
                new Requests(
                        requests.statistics(),
                        requests.slowRequests().stream().map(SlowRequest::of).toList()));
    }

    @GET
    @Path("/connections")
    @Operation(
            summary = "Open leases, the oldest first, or with released=true the last closed ones, the newest first;"
                    + " minAge is a number of seconds or an ISO-8601 duration")
    public Connections connections(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("service") @Nullable String service,
            @QueryParam("minAge") @Nullable String minAge,
            @QueryParam("released") @Nullable String released,
            @QueryParam("limit") @Nullable String limit) {
        Collection<Lease> leases = Parameter.bool("released", released, false) ? registry.history() : openLeases();
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        Duration youngest = Parameter.duration("minAge", minAge, Duration.ZERO);
        Parameter.oneOf("pool", pool, poolNames());
        Parameter.oneOf("service", service, registry.statisticsByService().keySet());
        long now = registry.ticker().nanos();
        return new Connections(
                MetricsView.of(pools, ledger),
                StatisticsView.of(registry.statistics()),
                StatisticsView.of(registry.pools().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().tally().statistics()))),
                StatisticsView.of(registry.statisticsByService()),
                views(
                        leases,
                        lease -> (pool == null || lease.pool().name().equals(pool))
                                && (service == null
                                        || lease.borrower()
                                                .operation()
                                                .service()
                                                .equals(service))
                                && Duration.ofNanos(lease.heldNanosAt(now)).compareTo(youngest) >= 0,
                        most),
                alertViews(alert -> pool == null || alert.pool().equals(pool), 100));
    }

    @GET
    @Path("/pools")
    @Operation(summary = "The last reading of every pool")
    public List<PoolView> pools() {
        return poolViews();
    }

    @GET
    @Path("/pools/{name: .+}")
    @Operation(summary = "The last reading of one pool, by its name or by the JNDI name of its data source")
    public PoolView pool(@PathParam("name") String name) {
        return pools.reading(name).map(this::view).orElseThrow(() -> {
            String known = pools.readings().stream().map(PoolReading::poolName).collect(Collectors.joining(", "));
            return Problem.exception(
                    Status.NOT_FOUND,
                    "There is no pool of that name. "
                            + (known.isEmpty() ? "There is none yet." : "There are: " + known));
        });
    }

    @GET
    @Path("/leaks")
    @Operation(
            summary =
                    "Leaks, open ones first, each with its line of code; with since, a moment or a duration such as PT24H,"
                            + " those of the history too, of before the last start and of other servers")
    public Leaks leaks(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("service") @Nullable String service,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("open") @Nullable String open,
            @QueryParam("since") @Nullable String since,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        int skipped = Parameter.number("offset", offset, 0, 0, Integer.MAX_VALUE);
        String wantedKind = Parameter.word("kind", kind, Leak.KINDS);
        Boolean onlyOpen = open == null ? null : Parameter.bool("open", open, true);
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            Predicate<JsonObject> wanted = leak -> (service == null
                            || leak.getJsonObject("lease").getString("service").equals(service))
                    && (wantedKind == null || leak.getString("kind").equals(wantedKind))
                    && (onlyOpen == null || leak.getBoolean("open") == onlyOpen);
            return remembered(new EventQuery(from, Parameter.pool(pool), wanted, skipped, most, mayStacksBeSeen()));
        }
        Parameter.oneOf("pool", pool, poolNames());
        Parameter.oneOf("service", service, registry.statisticsByService().keySet());
        List<Leak> found = ledger.all().stream()
                .filter(leak -> pool == null || leak.lease().pool().name().equals(pool))
                .filter(leak -> service == null
                        || leak.lease().borrower().operation().service().equals(service))
                .filter(leak -> wantedKind == null || leak.kind().equals(wantedKind))
                .filter(leak -> onlyOpen == null || leak.isOpen() == onlyOpen)
                .toList();
        Instant now = Instant.now();
        boolean stacks = mayStacksBeSeen();
        return new Leaks(
                found.size(),
                (int) found.stream().filter(Leak::isOpen).count(),
                endings(),
                found.stream()
                        .skip(skipped)
                        .limit(most)
                        .map(leak -> LeakView.of(leak, registry, now, stacks))
                        .toList());
    }

    private Map<String, Long> endings() {
        return ledger.endings().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().outcome(), Map.Entry::getValue));
    }

    private Leaks remembered(EventQuery search) {
        EventSearch.Found found = archive.find(
                Event.Kind.LEAK,
                search,
                ledger.all().stream()
                        .filter(leak -> search.isAbout(leak.lease().pool().name()))
                        .map(book::of)
                        .toList());
        return new Leaks(found.count(), found.open(), endings(), found.shown());
    }

    @GET
    @Path("/alerts")
    @Operation(
            summary =
                    "The last alerts, the newest first; with since, a moment or a duration such as PT24H, those of the"
                            + " history too, of before the last start and of other servers")
    public List<?> alerts(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("status") @Nullable String status,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        String wantedSeverity = Parameter.word(
                "severity",
                severity,
                Arrays.stream(Severity.values()).map(Severity::word).toList());
        String wantedStatus = Parameter.word("status", status, List.of("firing", "resolved"));
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            Predicate<JsonObject> wanted = alert -> (wantedSeverity == null
                            || alert.getString("severity").equals(wantedSeverity))
                    && (wantedStatus == null || alert.getString("status").equals(wantedStatus));
            EventQuery search = new EventQuery(from, Parameter.pool(pool), wanted, 0, most, mayStacksBeSeen());
            return archive.find(
                            Event.Kind.ALERT,
                            search,
                            alerts.alerts().stream()
                                    .filter(alert -> search.isAbout(alert.pool()))
                                    .map(book::of)
                                    .toList())
                    .shown();
        }
        Parameter.oneOf("pool", pool, poolNames());
        return alertViews(
                alert -> (pool == null || alert.pool().equals(pool))
                        && (wantedSeverity == null || alert.severity().equals(wantedSeverity))
                        && (wantedStatus == null || alert.status().equals(wantedStatus)),
                most);
    }

    @POST
    @Path("/connections/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Clears statistics, ended leaks, alerts, and who held a pool; in the profiles dev and test only")
    public Map<String, String> reset(@Nullable String body) {
        if (!access.get().resettable()) {
            throw Problem.exception(Status.NOT_FOUND, "There is nothing at this path.");
        }
        JsonBody.object(body);
        registry.reset();
        ledger.reset();
        sites.reset();
        alerts.reset();
        holders.reset();
        queries.reset();
        errors.reset();
        pools.reset();
        audit.did(AdminAccess.name(security), "reset", Map.of());
        return Map.of(
                "done",
                "Statistics, history, ended leaks, alerts and snapshots are cleared; open leases are as they were.");
    }

    private Set<String> poolNames() {
        Set<String> names = new TreeSet<>(registry.pools().keySet());
        pools.readings().forEach(reading -> names.add(reading.poolName()));
        return names;
    }

    private List<Lease> openLeases() {
        return registry.openLeases().stream()
                .sorted(Comparator.comparingLong(Lease::id))
                .toList();
    }

    /** Frames tell of the inside of applications. */
    private boolean mayStacksBeSeen() {
        return security.isUserInRole("leasewatch-admin");
    }

    private List<LeaseView> views(Collection<Lease> leases, Predicate<Lease> wanted, int most) {
        Instant now = Instant.now();
        boolean stacks = mayStacksBeSeen();
        LeaseBackends.Look look = servers.look();
        return leases.stream()
                .filter(wanted)
                .limit(most)
                .map(lease -> LeaseView.of(lease, registry, now, stacks, look.of(lease)))
                .toList();
    }

    private List<AlertView> alertViews(Predicate<AlertView> wanted, int most) {
        return alerts.alerts().stream()
                .map(AlertView::of)
                .filter(wanted)
                .limit(most)
                .toList();
    }

    private List<PoolView> poolViews() {
        return pools.readings().stream().map(this::view).toList();
    }

    private PoolView view(PoolReading reading) {
        return PoolView.of(reading, registry.pools().get(reading.poolName()));
    }

    /** How the connections are: {@code healthy}, {@code degraded} or {@code unhealthy}, and why. */
    public record Health(
            String status,
            List<String> reasons,
            Instant timestamp,
            boolean isShuttingDown,
            Database database,
            List<PoolView> pools,
            PgBouncersView pgbouncer,
            RedisView redis,
            List<PostgresView> postgres,
            Requests requests) {}

    /** The part about the databases: those that are guarded, and the connections of all. */
    public record Database(List<GuardView> guarded, ConnectionMonitoring connectionMonitoring) {}

    /** Connections: sums, counts since the start, the oldest open leases, the last alerts. */
    public record ConnectionMonitoring(
            MetricsView metrics,
            StatisticsView statistics,
            List<LeaseView> activeConnections,
            List<AlertView> recentAlerts) {}

    /** HTTP requests, and the last that were slow. */
    public record Requests(RequestStatistics statistics, List<SlowRequest> slow) {}

    /** A slow request; {@code duration} is in seconds. */
    public record SlowRequest(
            String requestId, String service, String endpoint, String userId, int status, double duration) {

        public static SlowRequest of(EndedRequest request) {
            return new SlowRequest(
                    request.borrower().requestId(),
                    request.borrower().operation().service(),
                    request.borrower().operation().name(),
                    request.borrower().user(),
                    request.status(),
                    LeaseView.seconds(request.duration().toNanos()));
        }
    }

    /** Open leases with what stands around them. */
    public record Connections(
            MetricsView metrics,
            StatisticsView statistics,
            Map<String, StatisticsView> statisticsByPool,
            Map<String, StatisticsView> statisticsByService,
            List<LeaseView> connections,
            List<AlertView> alerts) {}

    /** Leaks; {@code count} and {@code open} are of all that match, {@code endings} of all there were. */
    public record Leaks(int count, int open, Map<String, Long> endings, List<?> leaks) {}
}
