package io.leasewatch.monitor.view;

import io.leasewatch.monitor.leak.SiteUses;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of code. {@code count} counts all lines that match the query. {@code others} has one total per pool for the lines beyond
 * the capacity of the list; it covers all services. {@code dropped} counts how often a line was dropped.
 */
public record SitesView(int count, List<SiteUseView> sites, List<SiteUseView> others, long dropped) {

    /** Creates the document for one pool and one service; {@code null} selects all. */
    public static SitesView of(
            SiteUses uses,
            @Nullable String pool,
            @Nullable String service,
            Comparator<SiteUseView> order,
            int skipped,
            int limit) {
        List<SiteUseView> found = uses.sites().stream()
                .filter(use -> pool == null || use.pool().equals(pool))
                .filter(use -> service == null || use.services().contains(service))
                .map(SiteUseView::of)
                .sorted(order)
                .toList();
        List<SiteUseView> others = uses.others().stream()
                .filter(use -> pool == null || use.pool().equals(pool))
                .map(SiteUseView::ofOthers)
                .sorted(order)
                .toList();
        return new SitesView(
                found.size(), found.stream().skip(skipped).limit(limit).toList(), others, uses.dropped());
    }
}
