package io.leasewatch.monitor.leak;

import java.util.List;

/**
 * Every line that took connections, as far as they are told apart.
 *
 * @param sites one for each line and pool, in no order
 * @param others one for each pool of which lines were dropped: their sum
 * @param dropped how often a line was dropped
 */
public record SiteUses(List<SiteUse> sites, List<SiteUse> others, long dropped) {

    public SiteUses {
        sites = List.copyOf(sites);
        others = List.copyOf(others);
    }
}
