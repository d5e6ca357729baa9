package io.leasewatch.web.rest;

import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.leak.ReclaimAudit;
import io.leasewatch.web.history.EventMapper;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.view.ReclaimView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What was taken back, would have been, or was not. */
@Path("/database/reclaims")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReclaimsResource {

    @Inject
    private ReclaimAudit audit;

    @Inject
    private EventSearch archive;

    @Inject
    private EventMapper book;

    @GET
    @Operation(
            summary =
                    "The last leases that were reclaimed, would have been, or were not, the newest first; with since, a"
                            + " moment or a duration such as PT24H, those of the history too")
    public List<?> reclaims(
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext security) {
        AdminAccess.check(security);
        int most = Parameter.number("limit", limit, 100, 1, 1000);
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            return archive.find(
                            Event.Kind.RECLAIM,
                            new EventQuery(from, "", act -> true, 0, most, true),
                            audit.acts().stream().map(book::of).toList())
                    .shown();
        }
        return audit.acts().stream().limit(most).map(ReclaimView::of).toList();
    }
}
