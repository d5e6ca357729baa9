package io.leasewatch.monitor;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.incident.Incident;
import io.leasewatch.monitor.judgement.Judgement;
import io.leasewatch.monitor.leak.MeantLines;
import io.leasewatch.monitor.live.ClockOrigin;
import io.leasewatch.monitor.live.FeedState;
import io.leasewatch.monitor.live.LiveAlert;
import io.leasewatch.monitor.live.LiveHeadline;
import io.leasewatch.monitor.live.LiveHolders;
import io.leasewatch.monitor.live.LiveLeak;
import io.leasewatch.monitor.live.LiveLease;
import io.leasewatch.monitor.live.LiveMeant;
import io.leasewatch.monitor.live.LivePool;
import io.leasewatch.monitor.live.LiveServer;
import io.leasewatch.monitor.live.LongLeases;
import io.leasewatch.monitor.live.MonitorOverhead;
import io.leasewatch.monitor.redis.RedisState;
import io.leasewatch.monitor.view.AdviceView;
import io.leasewatch.monitor.view.GuardView;
import io.leasewatch.monitor.view.PgBouncersView;
import io.leasewatch.monitor.view.RedisView;
import io.leasewatch.monitor.view.SiteUseView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Supplies the state that the live feed publishes. It contains no stacks, because viewers can see it. The sections {@code
 * leases}, {@code ended}, {@code leaks} and {@code sites} are limited; the section {@code server} has the total number of open
 * leases.
 */
final class LiveState implements Supplier<FeedState> {

    private static final int MAX_LEASES = 500;
    private static final int MAX_ENDED = 100;
    private static final int MAX_LEAKS = 200;
    private static final int MAX_SITES = 50;
    private static final int CALLS_PER_SITES_UPDATE = 5;

    private final Monitor monitor;
    private final LongLeases longLeases;
    private final MonitorOverhead overhead;
    private ClockOrigin origin = ClockOrigin.now();
    private Map<String, Object> sites = Map.of();
    private int calls;

    LiveState(Monitor monitor, LongLeases longLeases, MonitorOverhead overhead) {
        this.monitor = monitor;
        this.longLeases = longLeases;
        this.overhead = overhead;
    }

    /** Not thread-safe; one thread at a time calls it. */
    @Override
    public FeedState get() {
        origin = origin.renewedBy(ClockOrigin.now());
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        sections.put("server", Map.of("server", server()));
        sections.put(
                "headlines",
                byKey(
                        monitor.alerting().judge().judgements().stream()
                                .filter(Judgement::isProblem)
                                .map(LiveHeadline::of),
                        LiveHeadline::subject));
        sections.put("pools", byKey(monitor.pools().pools().readings().stream().map(LivePool::of), LivePool::name));
        sections.put(
                "leases",
                byKey(
                        monitor.leases().registry().openLeases().stream()
                                .sorted(Comparator.comparingLong(Lease::id))
                                .limit(MAX_LEASES)
                                .map(this::live),
                        LiveLease::key));
        sections.put(
                "ended",
                byKey(
                        Stream.concat(
                                        longLeases.all().stream(),
                                        monitor.leases().registry().totals().history().stream()
                                                .filter(lease -> !lease.isDeclared())
                                                .limit(MAX_ENDED))
                                .map(this::live),
                        LiveLease::key));
        sections.put(
                "leaks",
                byKey(
                        monitor.leaks().ledger().all().stream()
                                .limit(MAX_LEAKS)
                                .map(leak -> LiveLeak.of(
                                        leak, monitor.leaks().identities().of(leak))),
                        LiveLeak::key));
        sections.put("meant", byKey(meant(), LiveMeant::key));
        sections.put("sites", sites());
        sections.put(
                "holders",
                byKey(
                        monitor.leaks().holders().snapshots().stream().map(LiveHolders::of),
                        snapshot -> String.valueOf(snapshot.id())));
        sections.put(
                "alerts", byKey(monitor.alerting().evaluator().alerts().stream().map(LiveAlert::of), LiveAlert::id));
        sections.put("incidents", byKey(monitor.incidents().incidents().all().stream(), Incident::id));
        sections.put(
                "advice",
                byKey(monitor.snapshot(Query.all(Integer.MAX_VALUE, false)).advice().stream(), AdviceView::pool));
        return new FeedState(sections);
    }

    /** Leases that are held intentionally, the oldest first. */
    private Stream<LiveMeant> meant() {
        long now = monitor.leases().registry().ticker().nanos();
        MeantLines meant = monitor.leaks().detector().meant();
        return monitor.leases().registry().openLeases().stream()
                .filter(lease -> !lease.hasChildren())
                .sorted(Comparator.comparingLong(Lease::id))
                .map(lease -> LiveMeant.of(lease, meant.of(lease), now, origin))
                .filter(Objects::nonNull)
                .limit(MAX_LEAKS);
    }

    /** The sites, recomputed only every few calls, because their numbers change all the time while connections are held. */
    private Map<String, Object> sites() {
        if (calls++ % CALLS_PER_SITES_UPDATE == 0) {
            sites = byKey(
                    monitor.leaks().sites().uses().sites().stream()
                            .map(SiteUseView::of)
                            .sorted(Comparator.comparingDouble(SiteUseView::connectionSeconds)
                                    .reversed())
                            .limit(MAX_SITES),
                    use -> use.pool() + " " + use.site().label());
        }
        return sites;
    }

    private LiveServer server() {
        return LiveServer.of(
                monitor.leases().registry(),
                overhead.share(),
                monitor.pools().pools().settings(),
                monitor.pools().databases().statuses().stream()
                        .map(GuardView::of)
                        .toList(),
                PgBouncersView.of(monitor.pools().backends().pgbouncers()),
                monitor.pools().backends().redis().status().state() == RedisState.OFF
                        ? null
                        : RedisView.of(monitor.pools().backends().redis().status()),
                LiveServer.Timeline.of(longLeases, origin));
    }

    private LiveLease live(Lease lease) {
        return LiveLease.of(lease, monitor.leases().registry().ticker().nanos(), origin);
    }

    private static <T> Map<String, Object> byKey(Stream<T> entries, Function<T, String> key) {
        Map<String, Object> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(key.apply(entry), entry));
        return all;
    }
}
