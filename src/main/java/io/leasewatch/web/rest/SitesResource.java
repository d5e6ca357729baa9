package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.view.SiteUseView;
import io.leasewatch.monitor.view.SitesView;
import io.leasewatch.web.http.Parameter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lines of code that take connections. */
@Path("/database/sites")
@Tag(name = "Sites")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SitesResource {

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "Lists the lines of code that take connections",
            description =
                    "For each line: how many connections it took, and for how long. sort is connection-seconds (the"
                            + " default), idle, acquired, out, leaked, late, closed-by-container, reclaimed, timeouts,"
                            + " p50, p99 or max; the highest value comes first. With service, only the lines that this"
                            + " service uses; the numbers still include all services.")
    public SitesView sites(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("service") @Nullable String service,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Query query = Queries.limited(limit).skipping(Parameter.number("offset", offset, 0, 0, Integer.MAX_VALUE));
        Comparator<SiteUseView> order = SiteOrder.of(sort);
        return Queries.snapshot(monitor, query, pool, service).sites(order);
    }
}
