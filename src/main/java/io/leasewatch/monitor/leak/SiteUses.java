package io.leasewatch.monitor.leak;

import java.util.List;

/**
 * The use of all pools by all lines of code. Immutable.
 *
 * @param sites one entry per line and pool, in no order
 * @param others the sums of the evicted lines, one per pool
 * @param dropped the number of evictions
 */
public record SiteUses(List<SiteUse> sites, List<SiteUse> others, long dropped) {

    public SiteUses {
        sites = List.copyOf(sites);
        others = List.copyOf(others);
    }
}
