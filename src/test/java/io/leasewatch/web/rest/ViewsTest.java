package io.leasewatch.web.rest;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.identity.KnownLeak;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.SiteUse;
import io.leasewatch.monitor.live.LiveAlert;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.monitor.view.AlertView;
import io.leasewatch.monitor.view.LeakView;
import io.leasewatch.monitor.view.LeaseView;
import io.leasewatch.monitor.view.MetricsView;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.monitor.view.SiteUseView;
import io.leasewatch.monitor.view.SiteView;
import io.leasewatch.monitor.view.StatisticsView;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Connection;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import io.leasewatch.spi.Severity;
import io.leasewatch.spi.Silence;
import io.leasewatch.spi.WatchedBy;
import io.leasewatch.web.http.JsonFormat;
import io.leasewatch.web.http.Problem;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The JSON is an API: whoever changes a name or a unit here breaks somebody's script. */
class ViewsTest {

    private static final Instant NOW = Readings.TIMESTAMP;

    private final Leases leases = new Leases();
    private final Borrower ada = Borrower.named("r-17", new Operation("bookshop", "GET /api/books/{id}"), "ada");

    @Test
    void poolSaysNullWhereNobodyCanTell() {
        assertJson(PoolView.of(reading("jdbc/app", 7, null)), """
                {"poolName": "jdbc/app", "target": "", "watchedBy": "pool numbers only", "totalCount": 10,
                 "idleCount": 3, "inUseCount": 7, "waitingCount": null, "oldestWait": null, "maxCount": null, "minCount": 2,
                 "utilizationPercent": null, "timeouts": 0, "retainedCount": null, "retainedBy": [],
                 "unknownCount": null, "strandedCount": null, "stranded": [],
                 "unexplainedCount": null, "peakCount": null, "recentPeakCount": null, "wait": null, "hold": null,
                 "waitOfFiveMinutes": null, "holdOfFiveMinutes": null, "oldestAge": null, "longHolds": 0,
                 "exhaustions": 0, "expectedFull": false, "kind": "jdbc", "isPgBouncer": false,
                 "timestamp": "2031-03-05T07:11:13Z"}""");
    }

    @Test
    void poolHasItsNumbers() {
        assertJson(PoolView.of(reading("jdbc/app", 7, 30, 1)), """
                {"poolName": "jdbc/app", "target": "", "watchedBy": "pool numbers only", "totalCount": 10,
                 "idleCount": 3, "inUseCount": 7, "waitingCount": 1, "oldestWait": null, "maxCount": 30, "minCount": 2,
                 "utilizationPercent": 23.3, "timeouts": 0, "retainedCount": null, "retainedBy": [],
                 "unknownCount": null, "strandedCount": null, "stranded": [],
                 "unexplainedCount": null, "peakCount": null, "recentPeakCount": null, "wait": null, "hold": null,
                 "waitOfFiveMinutes": null, "holdOfFiveMinutes": null, "oldestAge": null, "longHolds": 0,
                 "exhaustions": 0, "expectedFull": false, "kind": "jdbc", "isPgBouncer": false,
                 "timestamp": "2031-03-05T07:11:13Z"}""");
    }

    @Test
    void poolHasWhatItsConnectionsWereWaitedForAndHeldInMilliseconds() {
        Percentiles minute = new Percentiles(
                7, Duration.ofNanos(1_234_567), Duration.ofMillis(2), Duration.ofMillis(30), Duration.ofSeconds(4));
        PoolReading reading = PoolReading.of("jdbc/app", WatchedBy.WRAPPER, Readings.TIMESTAMP)
                .peak(9, 10)
                .times(new RecentDurations(minute, minute), new RecentDurations(Percentiles.NONE, minute))
                .oldestAge(Duration.ofMillis(1_500))
                .longHolds(3)
                .exhaustions(2)
                .expectedFull(true)
                .build();

        assertJson(PoolView.of(reading), """
                {"poolName": "jdbc/app", "target": "", "watchedBy": "wrapper", "totalCount": 0, "idleCount": 0,
                 "inUseCount": 0, "waitingCount": null, "oldestWait": null, "maxCount": null, "minCount": null,
                 "utilizationPercent": null, "timeouts": 0, "retainedCount": null, "retainedBy": [], "unknownCount": null, "strandedCount": null, "stranded": [],
                 "unexplainedCount": null, "peakCount": 9,
                 "recentPeakCount": 10,
                 "wait": {"p50": 1.235, "p95": 2.0, "p99": 30.0, "max": 4000.0, "count": 7},
                 "hold": {"p50": null, "p95": null, "p99": null, "max": null, "count": 0},
                 "waitOfFiveMinutes": {"p50": 1.235, "p95": 2.0, "p99": 30.0, "max": 4000.0, "count": 7},
                 "holdOfFiveMinutes": {"p50": 1.235, "p95": 2.0, "p99": 30.0, "max": 4000.0, "count": 7},
                 "oldestAge": 1.5, "longHolds": 3, "exhaustions": 2, "expectedFull": true, "kind": "jdbc",
                 "isPgBouncer": false, "timestamp": "2031-03-05T07:11:13Z"}""");
    }

    @Test
    void poolOfAPgBouncerSaysSoAndForHowLongItsClientsWait() {
        assertJson(
                PoolView.of(PoolReading.of("pgbouncer/app", WatchedBy.POOL_NUMBERS, NOW)
                        .kind(PoolKind.PGBOUNCER)
                        .open(0, 2)
                        .waiting(48)
                        .oldestWait(Duration.ofMillis(7_500))
                        .max(2)
                        .build()),
                """
                {"poolName": "pgbouncer/app", "target": "", "watchedBy": "pool numbers only", "kind": "pgbouncer",
                 "isPgBouncer": true, "totalCount": 2, "idleCount": 0, "inUseCount": 2, "waitingCount": 48,
                 "oldestWait": 7.5, "maxCount": 2, "minCount": null, "utilizationPercent": 100.0, "timeouts": 0,
                 "retainedCount": null, "retainedBy": [], "unknownCount": null, "strandedCount": null, "stranded": [],
                 "unexplainedCount": null, "peakCount": null,
                 "recentPeakCount": null, "wait": null, "hold": null, "waitOfFiveMinutes": null,
                 "holdOfFiveMinutes": null, "oldestAge": null, "longHolds": 0, "exhaustions": 0, "expectedFull": false,
                 "timestamp": "2031-03-05T07:11:13Z"}""");
    }

    @Test
    void openLeaseHasItsBorrowerItsSiteAndItsAgeInSeconds() {
        Lease lease = leases.take("jdbc/app", ada);
        leases.ticker.advance(Duration.ofMillis(1_500));

        assertJson(LeaseView.of(lease, leases.registry, NOW, true), """
                {"id": 1, "parentId": null, "pool": "jdbc/app", "declared": false, "service": "bookshop",
                 "endpoint": "GET /api/books/{id}", "userId": "ada", "requestId": "r-17", "traceId": null,
                 "thread": "THREAD", "acquiredAt": "2031-03-05T07:11:11.500Z", "age": 1.5, "released": false,
                 "outcome": null, "leaked": false, "activity": null, "activityAge": null, "lastSql": null,
                 "site": {"label": "ViewsTest.java:LINE", "className": "io.leasewatch.web.rest.ViewsTest",
                          "method": "openLeaseHasItsBorrowerItsSiteAndItsAgeInSeconds", "file": "ViewsTest.java",
                          "line": LINE}, "stack": null, "stackOrigins": null, "server": null, "pgbouncer": null}""".replace(
                        "THREAD", Thread.currentThread().getName())
                .replace("LINE", Integer.toString(lease.site().line())));
    }

    @Test
    void openLeaseSaysWhatIsDoneWithItWithoutLiterals() {
        Lease lease = leases.take("jdbc/app", ada);
        leases.registry.executions().started(lease, "select a from b where c = 'secret'");
        leases.ticker.advance(Duration.ofMillis(1_500));

        LeaseView during = LeaseView.of(lease, leases.registry, NOW, true);
        leases.registry.executions().ended(lease, null);
        leases.ticker.advance(Duration.ofSeconds(4));
        LeaseView after = LeaseView.of(lease, leases.registry, NOW, true);

        assertThat(during.activity()).isEqualTo("executing");
        assertThat(during.activityAge()).isEqualTo(1.5);
        assertThat(during.lastSql()).isEqualTo("select a from b where c = ?");
        assertThat(after.activity()).isEqualTo("idle");
        assertThat(after.activityAge()).isEqualTo(4.0);
    }

    @Test
    void poolNamesTheLinesWhoseConnectionsTheServerKeeps() {
        Lease lease = leases.take("jdbc/app");
        lease.pool().reserved(() -> lease);

        PoolView view = PoolView.of(reading("jdbc/app", 7, 30), lease.pool(), List.of());

        assertThat(view.retainedBy()).containsExactly(new PoolView.Retained(SiteView.of(lease.site()), 1));
    }

    @Test
    void closedLeaseKeepsTheAgeItHadAndTheTimeItWasTaken() {
        Lease lease = leases.take("jdbc/app", ada);
        leases.ticker.advance(Duration.ofSeconds(2));
        leases.giveBack(lease);
        leases.ticker.advance(Duration.ofSeconds(60));

        LeaseView view = LeaseView.of(lease, leases.registry, NOW, true);

        assertThat(view.age()).isEqualTo(2.0);
        assertThat(view.released()).isTrue();
        assertThat(view.outcome()).isEqualTo("returned");
        assertThat(view.acquiredAt()).isEqualTo(NOW.minusSeconds(62));
    }

    @Test
    void siteThatIsNotKnownHasNoLine() {
        assertJson(SiteView.of(Site.UNKNOWN), """
                {"label": "unknown", "className": "", "method": "", "file": "", "line": null}""");
    }

    @Test
    void siteThatWasNotSampledSaysSo() {
        assertJson(SiteView.of(Site.NOT_SAMPLED), """
                {"label": "not sampled", "className": "", "method": "", "file": "", "line": null}""");
    }

    @Test
    void stackIsForThoseWhoMaySeeIt() {
        leases.registry.markLeaked(takeHere());
        Lease lease = takeHere();

        LeaseView forAdmins = LeaseView.of(lease, leases.registry, NOW, true);
        LeaseView forViewers = LeaseView.of(lease, leases.registry, NOW, false);

        assertThat(forAdmins.stack())
                .isNotNull()
                .anyMatch(frame -> frame.contains("ViewsTest.takeHere(ViewsTest.java:"));
        assertThat(forViewers.stack()).isNull();
    }

    private Lease takeHere() {
        return leases.take("jdbc/app", ada);
    }

    @Test
    void lineHasItsNumbersInSecondsAndPercent() {
        SiteUse use = new SiteUse(
                new Site("org.example.Shelves", "find", "Shelves.java", 12),
                "jdbc/app",
                Set.of("bookshop", "archive"),
                9,
                2,
                1,
                Map.of("overdue", 2L, "outlived_request", 1L),
                3,
                1,
                4,
                Duration.ofNanos(1_234_567),
                Duration.ofMillis(250),
                Duration.ofSeconds(31),
                Duration.ofMillis(62_500),
                0.45678,
                Duration.ofSeconds(60));

        assertJson(SiteUseView.of(use), """
                {"site": {"label": "Shelves.java:12", "className": "org.example.Shelves", "method": "find",
                          "file": "Shelves.java", "line": 12},
                 "pool": "jdbc/app", "services": ["archive", "bookshop"], "acquired": 9, "stillOut": 2, "leaked": 3,
                 "leakedByKind": {"outlived_request": 1, "overdue": 2}, "returnedLate": 1, "closedByContainer": 3,
                 "reclaimed": 1, "timeouts": 4, "holdP50": 0.001235, "holdP99": 0.25, "holdMax": 31.0, "connectionSeconds": 62.5,
                 "sharePercent": 45.7, "idleSeconds": 60.0}""");
    }

    @Test
    void lineSaysNullWhereNobodyCanTell() {
        Duration none = Duration.ZERO;

        SiteUseView view = SiteUseView.of(new SiteUse(
                Site.UNKNOWN, "jdbc/app", Set.of(), 1, 1, 0, Map.of(), 0, 0, 0, null, null, none, none, 0, null));

        assertThat(view.holdP50()).isNull();
        assertThat(view.holdP99()).isNull();
        assertThat(view.idleSeconds()).isNull();
    }

    @Test
    void openLeakHasNoEnding() {
        Lease lease = leases.take("jdbc/app", ada);
        Leak leak = overdue(lease);
        Optional<KnownLeak> known = Optional.of(new KnownLeak("a", NOW, NOW, 1, List.of("1.3"), "new"));

        LeakView view = LeakView.of(leak, leak.ending(), known, leases.registry, NOW, true);

        assertThat(view)
                .isEqualTo(new LeakView(
                        "overdue",
                        "held for more than 30 s",
                        NOW,
                        true,
                        null,
                        false,
                        "jdbc/app",
                        lease.site().toString(),
                        known.orElseThrow(),
                        LeaseView.of(lease, leases.registry, NOW, true)));
        assertThat(fields(view))
                .containsExactlyInAnyOrder(
                        "kind",
                        "evidence",
                        "detectedAt",
                        "open",
                        "ending",
                        "idleInTransaction",
                        "pool",
                        "site",
                        "identity",
                        "lease");
    }

    @Test
    void leakThatIsOverSaysHow() {
        Lease lease = leases.take("jdbc/app", ada);
        Leak leak = overdue(lease);
        leases.giveBack(lease);

        LeakView view = LeakView.of(leak, leak.ending(), Optional.empty(), leases.registry, NOW, true);

        assertThat(view.open()).isFalse();
        assertThat(view.ending()).isEqualTo("returned_late");
    }

    @Test
    void alertHasItsLeasesInItsMetadata() {
        Alert alert = new Alert(
                "7",
                "1 connection(s) leaked",
                NOW,
                Severity.CRITICAL,
                "jdbc/app",
                "bookshop",
                "leaks",
                Status.RESOLVED,
                1,
                List.of(new Connection(3, "GET /api/books", Duration.ofMillis(31_250), "ada", "Shelves.java:12")));

        assertJson(AlertView.of(alert), """
                {"id": "7", "message": "1 connection(s) leaked", "timestamp": "2031-03-05T07:11:13Z",
                 "severity": "critical", "pool": "jdbc/app", "service": "bookshop", "rule": "leaks",
                 "status": "resolved", "silencedUntil": null, "silencedBy": null,
                 "metadata": {"count": 1, "connections": [{"id": 3, "endpoint": "GET /api/books", "age": 31.25,
                                                           "userId": "ada", "site": "Shelves.java:12"}]}}""");
    }

    @Test
    void alertSaysUntilWhenItIsSilencedAndByWhom() {
        Alert alert = new Alert(
                "7",
                "threads wait",
                NOW,
                Severity.WARNING,
                "jdbc/app",
                "",
                "waiters",
                Status.FIRING,
                1,
                List.of(),
                new Silence(NOW.plusSeconds(3600), "ada"));

        assertThat(AlertView.of(alert).silencedUntil()).isEqualTo("2031-03-05T08:11:13Z");
        assertThat(AlertView.of(alert).silencedBy()).isEqualTo("ada");
        assertJson(LiveAlert.of(alert), """
                {"id": "7", "message": "threads wait", "timestamp": "2031-03-05T07:11:13Z", "severity": "warning",
                 "pool": "jdbc/app", "rule": "waiters", "status": "firing",
                 "silencedUntil": "2031-03-05T08:11:13Z", "silencedBy": "ada"}""");
    }

    @Test
    void statisticsAreInSeconds() {
        LeaseStatistics statistics = new LeaseStatistics(9, 7, 2, 4, Duration.ofMillis(1_234), 1);

        assertJson(StatisticsView.of(Map.of("bookshop", statistics)), """
                {"bookshop": {"totalAcquired": 9, "totalReleased": 7, "currentlyActive": 2, "peakConnections": 4,
                              "averageConnectionDuration": 1.234, "errors": 1}}""");
    }

    @Test
    void metricsAreSumsAndTheUtilizationOfThePoolThatIsWorstOff() {
        FakePoolSource server = new FakePoolSource();
        PoolWatch pools = new PoolWatch(
                leases.registry, List.of(server), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);
        server.answer(
                reading("a", 9, 10, 2),
                reading("b", 1, 30, 1),
                reading("c", 5, null),
                reading("postgresql", 99, 100, 0)
                        .but()
                        .kind(PoolKind.POSTGRESQL)
                        .build());
        pools.read();
        LeakLedger ledger = new LeakLedger(10);
        ledger.leaked(overdue(leases.take("jdbc/app", ada)));

        assertJson(MetricsView.of(pools.readings(), ledger.open().size()), """
                {"active": 15, "idle": 9, "waiting": 3, "max": 40, "utilization": 0.9, "openLeaks": 1,
                 "timeouts": 0}""");
    }

    @Test
    void connectionThatPassesAPgBouncerCountsOnceThoughWhoWaitsThereCountsToo() {
        FakePoolSource server = new FakePoolSource();
        PoolWatch pools = new PoolWatch(
                leases.registry, List.of(server), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);
        server.answer(
                reading("a", 9, 10, 0),
                PoolReading.of("pgbouncer/a", WatchedBy.POOL_NUMBERS, NOW)
                        .kind(PoolKind.PGBOUNCER)
                        .open(1, 2)
                        .waiting(7)
                        .max(2)
                        .build());
        pools.read();

        assertJson(MetricsView.of(pools.readings(), 0), """
                {"active": 9, "idle": 3, "waiting": 7, "max": 10, "utilization": 1.0, "openLeaks": 0, "timeouts": 0}""");
    }

    @Test
    void problemHasTheFourMembersOfTheStandard() {
        assertJson(Problem.of(Response.Status.NOT_FOUND, "Nothing exists at this path."), """
                {"type": "about:blank", "title": "Not Found", "status": 404,
                 "detail": "Nothing exists at this path."}""");
    }

    private static Leak overdue(Lease lease) {
        return new Leak.Overdue(lease, NOW, Duration.ofSeconds(31), Duration.ofSeconds(30));
    }

    private static Set<String> fields(Object view) {
        return json(text(view)).asJsonObject().keySet();
    }

    private static void assertJson(Object view, String expected) {
        assertThat(json(text(view))).isEqualTo(json(expected));
    }

    private static String text(Object view) {
        return new JsonFormat().getContext(view.getClass()).toJson(view);
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
