package io.leasewatch.rest;

import io.leasewatch.history.Event;
import io.leasewatch.leak.ReclaimAudit;
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
    private Archive archive;

    @Inject
    private EventBook book;

    @GET
    @Operation(
            summary =
                    "The last leases that were reclaimed, would have been, or were not, the newest first; with since, a"
                            + " moment or a duration such as PT24H, those of the history too")
    public List<?> reclaims(
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext security) {
        Admin.check(security);
        int most = Parameter.number("limit", limit, 100, 1, 1000);
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            return archive.find(
                            Event.Kind.RECLAIM,
                            new Search(from, "", act -> true, 0, most, true),
                            audit.acts().stream().map(book::of).toList())
                    .shown();
        }
        return audit.acts().stream().limit(most).map(ReclaimView::of).toList();
    }
}
