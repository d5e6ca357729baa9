package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds up what is over and what is out of one site and pool, for one reader. */
final class SiteUseBuilder {

    private final Map<String, Long> leaked = new TreeMap<>();
    private final Set<String> services = new TreeSet<>();
    private long out;
    private long heldNanos;
    private long executedNanos;
    private long longestNanos;
    private @Nullable SiteTotals over;

    /** What is over. */
    void over(SiteTotals account) {
        over = account;
        heldNanos += account.heldNanos();
        executedNanos += account.executedNanos();
        longestNanos = Math.max(longestNanos, account.longestNanos());
        services.addAll(account.services());
        for (String kind : Leak.KINDS) {
            long leaks = account.leaks(kind);
            if (leaks > 0) {
                leaked.merge(kind, leaks, Long::sum);
            }
        }
    }

    /** A lease that is out. What the server has taken back was in use until then. */
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

    /** A leak that is not known to be over. */
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
                count + out,
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
