package io.leasewatch.rest;

import io.leasewatch.leak.ReclaimAudit;
import io.leasewatch.leak.ReclaimRules;
import io.leasewatch.leak.Reclaimer;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Takes back many leases at once. */
@Path("/health/connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthOperations {

    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final String CLEANUP = "cleanup";
    private static final String EMERGENCY_RESET = "emergency-reset";

    @Inject
    private LeaseRegistry registry;

    @Inject
    private Reclaimer reclaimer;

    @Inject
    private ReclaimAudit audit;

    @Inject
    private Audit acts;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "cleanup closes connections that were not used for 5 minutes, emergency-reset (with confirm: true)"
                            + " every one that is out; both by the rules of reclaiming, and with dryRun: true not at all")
    public Done operate(@Nullable String body, @Context SecurityContext security) {
        String admin = Admin.name(security);
        JsonObject wanted = JsonBody.object(body);
        Parameter.onlyMembers(wanted, List.of("operation", "dryRun", "confirm", Allowed.CANCEL, Allowed.ROLL_BACK));
        String operation = wanted.get("operation") instanceof JsonString text ? text.getString() : "";
        Parameter.oneOf("operation", operation, List.of(CLEANUP, EMERGENCY_RESET));
        boolean dryRun = Parameter.flag(wanted, "dryRun", false);
        boolean confirmed = Parameter.flag(wanted, "confirm", false);
        if (operation.equals(EMERGENCY_RESET) && !dryRun && !confirmed) {
            throw Problem.exception(
                    Status.BAD_REQUEST,
                    "emergency-reset closes every connection that is out: say \"confirm\": true, or \"dryRun\": true.");
        }
        // In an emergency nothing is done that is not asked for in so many words.
        ReclaimRules otherwise = operation.equals(EMERGENCY_RESET) ? new ReclaimRules(false, false) : reclaimer.rules();
        ReclaimRules rules = Allowed.by(wanted, otherwise);
        List<Lease> leases = operation.equals(CLEANUP) ? reclaimer.idleFor(IDLE) : connections();
        List<ReclaimView> steps = ReclaimView.of(reclaimer.reclaim(leases, rules, operation, admin, dryRun), audit);
        Done done = new Done(
                operation, dryRun, count(steps, "reclaimed"), count(steps, "would_reclaim"), steps.size(), steps);
        acts.did(admin, operation, done.sums());
        return done;
    }

    private List<Lease> connections() {
        return registry.openLeases().stream()
                .filter(lease -> !lease.isDeclared())
                .toList();
    }

    private static long count(List<ReclaimView> acts, String result) {
        return acts.stream().filter(act -> act.result().equals(result)).count();
    }

    /** What was done, and to which leases; {@code looked} is how many it was about, {@code reclaimed} of which are closed. */
    public record Done(
            String operation, boolean dryRun, long reclaimed, long wouldReclaim, int looked, List<ReclaimView> leases) {

        /** Each lease is remembered by itself. */
        Map<String, Object> sums() {
            return Map.of("dryRun", dryRun, "reclaimed", reclaimed, "wouldReclaim", wouldReclaim, "looked", looked);
        }
    }
}
