package io.leasewatch.web.rest;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.leak.ReclaimAudit;
import io.leasewatch.monitor.leak.ReclaimRules;
import io.leasewatch.monitor.leak.Reclaimer;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.http.ReclaimPermissions;
import io.leasewatch.web.view.ReclaimView;
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
import org.jspecify.annotations.Nullable;

/** Takes back one lease. */
@Path("/database/connections/{id: \\d{1,18}}/reclaim")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReclaimResource {

    @Inject
    private LeaseRegistry registry;

    @Inject
    private Reclaimer reclaimer;

    @Inject
    private ReclaimAudit audit;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Closes the connection of an open lease, or cancels its statement or marks its transaction first, where that is"
                            + " allowed; with dryRun it only says which")
    public ReclaimView reclaim(@PathParam("id") long id, @Nullable String body, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        JsonObject wanted = JsonBody.object(body);
        Parameter.onlyMembers(wanted, List.of("dryRun", ReclaimPermissions.CANCEL, ReclaimPermissions.ROLL_BACK));
        if (!wanted.containsKey("dryRun")) {
            throw Problem.exception(Status.BAD_REQUEST, "The body must say dryRun, true or false.");
        }
        boolean dryRun = Parameter.flag(wanted, "dryRun", true);
        ReclaimRules rules = ReclaimPermissions.by(wanted, reclaimer.rules());
        Lease lease = registry.openLeases().stream()
                .filter(open -> open.id() == id)
                .findAny()
                .orElseThrow(() -> Problem.exception(Status.NOT_FOUND, "There is no open lease of that id."));
        return ReclaimView.of(reclaimer.reclaim(List.of(lease), rules, "asked for", admin, dryRun), audit)
                .get(0);
    }
}
