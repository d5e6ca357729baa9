package io.leasewatch.monitor.leak;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one line of code took from one pool and what became of it, since the start or the last reset. What is out counts until now,
 * whenever it was taken.
 *
 * @param site the line, {@link Site#UNKNOWN} in the sum of those that were dropped
 * @param pool the pool's name, empty for work that took no watched connection
 * @param services who used the line, at most 20
 * @param acquired leases taken
 * @param out leases that are out now
 * @param late leaks that the borrower gave back after all
 * @param leaked leaks by kind, only the kinds there were
 * @param closedByContainer leases that the server took back in the borrower's place
 * @param reclaimed leases that Leasewatch took back
 * @param timeouts how often no connection came free in time
 * @param holdMedian how long half of the leases that are over were held at most, {@code null} without any; up to 6.25 % off
 * @param holdP99 the same for 99 of 100
 * @param holdMax how long the longest was held, those that are out included
 * @param held how long connections were held, in sum
 * @param share the part of what the pool's connections were held for, 0 to 1
 * @param idle for how much of {@code held} no statement was executed; {@code null} if nobody sees the statements of the pool
 */
public record SiteUse(
        Site site,
        String pool,
        Set<String> services,
        long acquired,
        long out,
        long late,
        Map<String, Long> leaked,
        long closedByContainer,
        long reclaimed,
        long timeouts,
        @Nullable Duration holdMedian,
        @Nullable Duration holdP99,
        Duration holdMax,
        Duration held,
        double share,
        @Nullable Duration idle) {

    /** Leaks of all kinds. */
    public long leaks() {
        return leaked.values().stream().mapToLong(Long::longValue).sum();
    }
}
