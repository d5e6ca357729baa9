package io.leasewatch.rest;

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

    @GET
    @Operation(summary = "The last leases that were reclaimed, would have been, or were not, the newest first")
    public List<ReclaimView> reclaims(@QueryParam("limit") @Nullable String limit, @Context SecurityContext security) {
        Admin.check(security);
        int most = Parameter.number("limit", limit, 100, 1, 1000);
        return audit.acts().stream().limit(most).map(ReclaimView::of).toList();
    }
}
