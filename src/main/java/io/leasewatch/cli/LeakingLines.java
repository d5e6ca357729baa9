package io.leasewatch.cli;

import static java.util.stream.Collectors.toSet;

import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.cli.server.ServerAnswers.Leak;
import io.leasewatch.cli.server.ServerAnswers.Lease;
import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The lines of code that leaked connections since the run began, as the server reports them. */
final class LeakingLines {

    private static final Duration MAX_WAIT = Duration.ofSeconds(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private static final Comparator<LeakSite> ORDER =
            Comparator.comparing(LeakSite::site).thenComparing(LeakSite::pool).thenComparing(LeakSite::kind);

    private final PoolsSnapshot start;
    private final Set<Long> before;

    private LeakingLines(PoolsSnapshot start, Set<Long> before) {
        this.start = start;
        this.before = before;
    }

    static LeakingLines since(PoolsSnapshot start, LeasewatchClient server) {
        return new LeakingLines(
                start,
                server.leaks().leaks().stream().map(leak -> leak.lease().id()).collect(toSet()));
    }

    /**
     * Returns the lines that the server reports as leaks. If there is none yet, polls until the next sweep of the server had time
     * to run: {@code longest} or 3 s, whichever is shorter. If there is still none and connections are {@code out}, returns the
     * lines that hold connections, because the server may be waiting for its threshold.
     */
    List<LeakSite> sites(LeasewatchClient server, boolean out, Ticker ticker, Duration longest)
            throws InterruptedException {
        long began = ticker.nanos();
        Duration most = longest.compareTo(MAX_WAIT) < 0 ? longest : MAX_WAIT;
        List<LeakSite> named = leaked(server);
        while (named.isEmpty() && ticker.nanos() - began < most.toNanos()) {
            Thread.sleep(POLL_INTERVAL.toMillis());
            named = leaked(server);
        }
        return named.isEmpty() && out ? holding(server) : named;
    }

    private List<LeakSite> leaked(LeasewatchClient server) {
        Map<LeakSite, Integer> counts = new TreeMap<>(ORDER);
        for (Leak leak : server.leaks().leaks()) {
            if (isOurs(leak.lease())) {
                counts.merge(new LeakSite(leak.site(), leak.pool(), leak.kind(), 0), 1, Integer::sum);
            }
        }
        return counted(counts);
    }

    private List<LeakSite> holding(LeasewatchClient server) {
        Map<LeakSite, Integer> counts = new TreeMap<>(ORDER);
        for (Lease lease : server.connections().connections()) {
            if (isOurs(lease) && !lease.declared()) {
                counts.merge(new LeakSite(lease.site().label(), lease.pool(), "open", 0), 1, Integer::sum);
            }
        }
        return counted(counts);
    }

    private boolean isOurs(Lease lease) {
        return !before.contains(lease.id()) && !lease.acquiredAt().isBefore(start.readAt()) && start.has(lease.pool());
    }

    private static List<LeakSite> counted(Map<LeakSite, Integer> counts) {
        List<LeakSite> sites = new ArrayList<>();
        counts.forEach((site, count) -> sites.add(new LeakSite(site.site(), site.pool(), site.kind(), count)));
        sites.sort(Comparator.comparingInt(LeakSite::count).reversed());
        return sites;
    }
}
