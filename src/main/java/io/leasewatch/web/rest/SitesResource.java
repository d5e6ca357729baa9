package io.leasewatch.web.rest;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.leak.SiteUses;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.view.SiteUseView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The lines of code that take connections. */
@Path("/database/sites")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SitesResource {

    private static final int MOST = 1000;

    @Inject
    private SiteLedger ledger;

    @Inject
    private LeaseRegistry registry;

    @Inject
    private PoolWatch pools;

    @GET
    @Operation(
            summary =
                    "Every line that takes connections, with how often and for how long; the highest first by sort, which"
                            + " is connection-seconds, idle, acquired, out, leaked, late, closed-by-container, reclaimed, timeouts, p50, p99"
                            + " or max. With a service, the lines that it uses, with the figures of all who use them")
    public Sites sites(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("service") @Nullable String service,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        int skipped = Parameter.number("offset", offset, 0, 0, Integer.MAX_VALUE);
        Comparator<SiteUseView> order = SiteOrder.of(sort);
        Parameter.oneOf("pool", pool, poolNames());
        Parameter.oneOf("service", service, registry.statisticsByService().keySet());
        return Sites.of(ledger.uses(), pool, service, order, skipped, most);
    }

    private Set<String> poolNames() {
        Set<String> names = new TreeSet<>(registry.pools().keySet());
        pools.readings().stream().map(PoolReading::poolName).forEach(names::add);
        return names;
    }

    /**
     * Lines of code; {@code count} is of all that match. {@code others} has a sum for each pool of the lines that there was no room
     * for, whichever service used them, and {@code dropped} says how often a line was dropped.
     */
    public record Sites(int count, List<SiteUseView> sites, List<SiteUseView> others, long dropped) {

        public static Sites of(
                SiteUses uses,
                @Nullable String pool,
                @Nullable String service,
                Comparator<SiteUseView> order,
                int skipped,
                int most) {
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
            return new Sites(
                    found.size(), found.stream().skip(skipped).limit(most).toList(), others, uses.dropped());
        }
    }
}
