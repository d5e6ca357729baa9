package io.leasewatch.monitor.leak;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The use of one pool by one line of code, since the start or the last reset. Open leases count until now, even if they were taken before.
 *
 * @param site the line, {@link Site#UNKNOWN} for the sum of evicted lines
 * @param pool the name of the pool, empty for tracked work without a connection
 * @param services the services that used the line, at most 20
 * @param acquired leases taken
 * @param out open leases
 * @param late leaks that the borrower returned after all
 * @param leaked leaks by kind; only kinds that occurred
 * @param closedByContainer leases that the server closed
 * @param reclaimed leases that Leasewatch closed
 * @param timeouts acquisitions that timed out
 * @param holdMedian the median hold time of ended leases that were not reclaimed, {@code null} if there are none; with an error of up to 6.25 %
 * @param holdP99 the 99th percentile, with the same error
 * @param holdMax the longest hold time, including open leases
 * @param held the total hold time
 * @param share the share of the total hold time of the pool, 0 to 1
 * @param idle the part of {@code held} in which no statement was executed; {@code null} if the statements of the pool are not watched
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

    /** The number of leaks of all kinds. */
    public long leaks() {
        return leaked.values().stream().mapToLong(Long::longValue).sum();
    }
}
