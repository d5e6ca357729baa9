package io.leasewatch.web.rest;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.LeakMonitoring;
import io.leasewatch.monitor.LeaseMonitoring;
import io.leasewatch.monitor.reclaim.ReclaimRules;
import io.leasewatch.monitor.view.ReclaimView;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.http.ReclaimPermissions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reclaims one lease. */
@Path("/database/connections/{id: \\d{1,18}}/reclaim")
@Tag(name = "Reclaims")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReclaimResource {

    @Inject
    private LeaseMonitoring leases;

    @Inject
    private LeakMonitoring leaks;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reclaims an open lease",
            description = "Closes the connection of the lease. Where allowed, first cancels its statement or marks its"
                    + " transaction for rollback. With dryRun: true, only reports which step would be taken.")
    public ReclaimView reclaim(@PathParam("id") long id, @Nullable String body, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        JsonObject wanted = JsonBody.object(body);
        Parameter.onlyMembers(wanted, List.of("dryRun", ReclaimPermissions.CANCEL, ReclaimPermissions.ROLL_BACK));
        if (!wanted.containsKey("dryRun")) {
            throw Problem.exception(Status.BAD_REQUEST, "The body must have the member dryRun: true or false.");
        }
        boolean dryRun = Parameter.flag(wanted, "dryRun", true);
        ReclaimRules rules = ReclaimPermissions.by(wanted, leaks.reclaimer().rules());
        Lease lease = leases.registry().openLeases().stream()
                .filter(open -> open.id() == id)
                .findAny()
                .orElseThrow(() -> Problem.exception(Status.NOT_FOUND, "No open lease has that id."));
        return leaks.reclaim(List.of(lease), rules, "requested", admin, dryRun).get(0);
    }
}
