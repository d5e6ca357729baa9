package io.leasewatch.core.site;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The sites that leaked recently. Leases that are opened at these sites are recorded in more detail.
 *
 * <p>Thread-safe. {@link #contains} is called by borrowers and costs one read of a field while there are no leaks. {@link #add}
 * is called when a leak is reported.
 */
public final class RecentLeakSites {

    /** The maximum number of sites. Beyond it, the site with the oldest leak is evicted. */
    static final int MOST = 100;

    public static final Duration REMEMBERED = Duration.ofMinutes(10);

    private volatile Map<Site, Long> leakedAtNanos = Map.of();

    /** Whether a lease that was opened at {@code site} was reported as a leak within {@link #REMEMBERED} before {@code nowNanos}. */
    public boolean contains(Site site, long nowNanos) {
        Map<Site, Long> now = leakedAtNanos;
        if (now.isEmpty()) {
            return false;
        }
        Long leaked = now.get(site);
        return leaked != null && isRemembered(leaked, nowNanos);
    }

    public synchronized void add(Site site, long nowNanos) {
        if (!site.isKnown()) {
            return;
        }
        Map<Site, Long> next = new HashMap<>(leakedAtNanos);
        next.values().removeIf(leaked -> !isRemembered(leaked, nowNanos));
        if (next.size() >= MOST && !next.containsKey(site)) {
            next.entrySet().stream()
                    .max(Comparator.comparingLong(entry -> nowNanos - entry.getValue()))
                    .ifPresent(oldest -> next.remove(oldest.getKey()));
        }
        next.put(site, nowNanos);
        leakedAtNanos = next;
    }

    private static boolean isRemembered(long leaked, long nowNanos) {
        return nowNanos - leaked < REMEMBERED.toNanos();
    }
}
