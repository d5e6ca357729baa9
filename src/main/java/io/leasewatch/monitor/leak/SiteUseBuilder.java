package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sums up the ended and open leases of one site and pool. Not thread-safe. */
final class SiteUseBuilder {

    private final Map<String, Long> leaked = new TreeMap<>();
    private final Set<String> services = new TreeSet<>();
    private long out;
    private long heldNanos;
    private long executedNanos;
    private long longestNanos;
    private @Nullable SiteTotals over;

    /** Adds the ended leases. */
    void over(SiteTotals totals) {
        over = totals;
        heldNanos += totals.heldNanos();
        executedNanos += totals.executedNanos();
        longestNanos = Math.max(longestNanos, totals.longestNanos());
        services.addAll(totals.services());
        for (String kind : Leak.KINDS) {
            long leaks = totals.leaks(kind);
            if (leaks > 0) {
                leaked.merge(kind, leaks, Long::sum);
            }
        }
    }

    /** Adds an open lease. If the server has taken its connection back, it counts until that time. */
    void out(Lease lease, long now) {
        long held = lease.heldNanosAt(now);
        if (lease.isTakenBack()) {
            held = Math.max(0, held - lease.outlivedNanosAt(now));
        }
        out++;
        heldNanos += held;
        executedNanos += Math.min(held, lease.executedNanosAt(now));
        longestNanos = Math.max(longestNanos, held);
        services.add(lease.borrower().operation().service());
    }

    /** Adds an open leak. */
    void open(Leak leak) {
        leaked.merge(leak.kind(), 1L, Long::sum);
    }

    long heldNanos() {
        return heldNanos;
    }

    long executedNanos() {
        return executedNanos;
    }

    SiteUse use(Site site, String pool, long poolNanos, boolean statementsAreSeen) {
        long count = over == null ? 0 : over.holds().count();
        return new SiteUse(
                site,
                pool,
                Set.copyOf(services),
                count + (over == null ? 0 : over.reclaimed()) + out,
                out,
                over == null ? 0 : over.late(),
                Map.copyOf(leaked),
                over == null ? 0 : over.closedByContainer(),
                over == null ? 0 : over.reclaimed(),
                over == null ? 0 : over.timeouts(),
                count == 0 ? null : percentile(0.5),
                count == 0 ? null : percentile(0.99),
                Duration.ofNanos(longestNanos),
                Duration.ofNanos(heldNanos),
                poolNanos == 0 ? 0 : (double) heldNanos / poolNanos,
                statementsAreSeen ? Duration.ofNanos(Math.max(0, heldNanos - executedNanos)) : null);
    }

    private @Nullable Duration percentile(double share) {
        return over == null ? null : Duration.ofNanos(Math.min(over.holds().percentile(share), over.longestNanos()));
    }
}
