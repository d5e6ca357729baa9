package io.leasewatch.web.live;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.alert.Headlines;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.live.FeedState;
import io.leasewatch.monitor.live.LongLeases;
import io.leasewatch.monitor.live.MonitorOverhead;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.redis.RedisState;
import io.leasewatch.monitor.redis.RedisWatch;
import io.leasewatch.web.view.AdviceView;
import io.leasewatch.web.view.GuardView;
import io.leasewatch.web.view.PgBouncersView;
import io.leasewatch.web.view.RedisView;
import io.leasewatch.web.view.SiteUseView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything that the dashboard shows as it changes. Viewers see it, so there is no stack in it; sections are bounded, and of leases that are
 * open the server's says how many there are.
 */
@ApplicationScoped
public class LiveState implements Supplier<FeedState> {

    private static final int MOST_LEASES = 500;
    private static final int LAST_ENDED = 100;
    private static final int MOST_LEAKS = 200;
    private static final int MOST_SITES = 50;
    private static final int LOOKS_PER_SITES = 5;

    @Inject
    private LeaseRegistry registry;

    @Inject
    private LongLeases lasting;

    @Inject
    private MonitorOverhead cost;

    @Inject
    private PoolWatch pools;

    @Inject
    private LeakLedger leaks;

    @Inject
    private SiteLedger sites;

    @Inject
    private HoldersWatch holders;

    @Inject
    private AlertEvaluator alerts;

    @Inject
    private Advisor advisor;

    @Inject
    private Headlines headlines;

    @Inject
    private Databases databases;

    @Inject
    private PgBouncers pgbouncers;

    @Inject
    private RedisWatch redis;

    private ClockOrigin origin = ClockOrigin.now();
    private Map<String, Object> uses = Map.of();
    private int looks;

    /** Called by one thread at a time. */
    @Override
    public FeedState get() {
        origin = origin.renewedBy(ClockOrigin.now());
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        sections.put("server", Map.of("server", server()));
        sections.put("headlines", byKey(headlines.now().stream().map(LiveHeadline::of), LiveHeadline::subject));
        sections.put("pools", byKey(pools.readings().stream().map(LivePool::of), LivePool::name));
        sections.put(
                "leases",
                byKey(
                        registry.openLeases().stream()
                                .sorted(Comparator.comparingLong(Lease::id))
                                .limit(MOST_LEASES)
                                .map(this::live),
                        LiveLease::key));
        sections.put(
                "ended",
                byKey(
                        Stream.concat(
                                        lasting.all().stream(),
                                        registry.history().stream()
                                                .filter(lease -> !lease.isDeclared())
                                                .limit(LAST_ENDED))
                                .map(this::live),
                        LiveLease::key));
        sections.put("leaks", byKey(leaks.all().stream().limit(MOST_LEAKS).map(LiveLeak::of), LiveLeak::key));
        sections.put("sites", sites());
        sections.put(
                "holders",
                byKey(holders.snapshots().stream().map(LiveHolders::of), snapshot -> String.valueOf(snapshot.id())));
        sections.put("alerts", byKey(alerts.alerts().stream().map(LiveAlert::of), LiveAlert::id));
        sections.put("advice", byKey(advisor.advice().stream().map(AdviceView::of), AdviceView::pool));
        return new FeedState(sections);
    }

    /** What is held counts until now, so these change all the time: every few seconds is often enough. */
    private Map<String, Object> sites() {
        if (looks++ % LOOKS_PER_SITES == 0) {
            uses = byKey(
                    sites.uses().sites().stream()
                            .map(SiteUseView::of)
                            .sorted(Comparator.comparingDouble(SiteUseView::connectionSeconds)
                                    .reversed())
                            .limit(MOST_SITES),
                    use -> use.pool() + " " + use.site().label());
        }
        return uses;
    }

    private LiveServer server() {
        return LiveServer.of(
                registry,
                cost.share(),
                databases.statuses().stream().map(GuardView::of).toList(),
                PgBouncersView.of(pgbouncers),
                redis.status().state() == RedisState.OFF ? null : RedisView.of(redis.status()));
    }

    private LiveLease live(Lease lease) {
        return LiveLease.of(lease, registry.ticker().nanos(), origin);
    }

    private static <T> Map<String, Object> byKey(Stream<T> entries, Function<T, String> key) {
        Map<String, Object> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(key.apply(entry), entry));
        return all;
    }
}
