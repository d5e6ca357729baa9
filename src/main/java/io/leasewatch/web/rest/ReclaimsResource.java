package io.leasewatch.web.rest;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.LeakMonitoring;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.reclaim.ReclaimRules;
import io.leasewatch.monitor.view.ReclaimView;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.http.ReclaimPermissions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The log of reclaims: performed, refused, failed and dry runs; and reclaiming what one line of code has leaked. */
@Path("/database/reclaims")
@Tag(name = "Reclaims")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReclaimsResource {

    /** A further request reclaims the rest. */
    private static final int MOST_AT_ONCE = 100;

    @Inject
    private LeakMonitoring leaks;

    @Inject
    private EventSearch archive;

    @Inject
    private HistoryRecording recording;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reclaims all open leaks of a line of code",
            description =
                    "The line is the site of the leaks, such as \"Orders.java:41 (find)\". One step is taken for each of at most"
                            + " 100 leaks, the newest first, within the rules for a single lease. With dryRun: true, only reports which"
                            + " steps would be taken.")
    public List<ReclaimView> reclaimLine(@Nullable String body, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        JsonObject wanted = JsonBody.object(body);
        Parameter.onlyMembers(
                wanted, List.of("site", "dryRun", ReclaimPermissions.CANCEL, ReclaimPermissions.ROLL_BACK));
        String site = Parameter.text(wanted, "site", "");
        if (site.isEmpty() || !wanted.containsKey("dryRun")) {
            throw Problem.exception(
                    Status.BAD_REQUEST,
                    "The body must have the members site, a line of code, and dryRun: true or false.");
        }
        boolean dryRun = Parameter.flag(wanted, "dryRun", true);
        ReclaimRules rules = ReclaimPermissions.by(wanted, leaks.reclaimer().rules());
        List<Lease> lost = leaks.ledger().open().stream()
                .map(Leak::lease)
                .filter(lease -> lease.site().toString().equals(site))
                .limit(MOST_AT_ONCE)
                .toList();
        if (lost.isEmpty()) {
            throw Problem.exception(Status.NOT_FOUND, "No open leak was taken at that line.");
        }
        return leaks.reclaim(lost, rules, "requested", admin, dryRun);
    }

    @GET
    @Operation(
            summary = "Lists reclaims, newest first",
            description =
                    "Includes refused and failed reclaims and dry runs. With since, a point in time or a duration such"
                            + " as PT24H, the list includes the reclaims in the history.")
    public List<?> reclaims(
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext security) {
        AdminAccess.check(security);
        int most = Parameter.number("limit", limit, 100, 1, 1000);
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            return archive.find(
                            new EventQuery(from, "", EventFilter.of(Event.Kind.RECLAIM), 0, most, true),
                            leaks.reclaims().acts().stream()
                                    .map(recording.mapper()::of)
                                    .toList())
                    .shown();
        }
        return leaks.reclaims().acts().stream().limit(most).map(ReclaimView::of).toList();
    }
}
