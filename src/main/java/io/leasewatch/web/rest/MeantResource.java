package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.leak.MeantLine;
import io.leasewatch.monitor.leak.MeantLines;
import io.leasewatch.monitor.view.MeantView;
import io.leasewatch.monitor.view.MeantView.LineView;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Code that holds connections intentionally: what is declared, and which open leases it covers. */
@Path("/database/meant")
@Tag(name = "Leaks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeantResource {

    @Inject
    private Monitor monitor;

    @Inject
    private AuditLog audit;

    @GET
    @Operation(
            summary = "Lists code that holds connections intentionally, and the open leases of that code",
            description = "The declarations of admins and of leasewatch.meant. Leases are also covered by"
                    + " @TrackConnections(reason = ...). None of these leases counts as a leak.")
    public MeantView meant(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("service") @Nullable String service,
            @QueryParam("limit") @Nullable String limit) {
        return Queries.snapshot(monitor, Queries.limited(limit), pool, service).meant();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Declares that a line of code holds connections intentionally",
            description = "line is a method such as io.example.Poller.run, or a line such as Poller.java:41. Its open"
                    + " leaks are withdrawn at once, and its leases are not reported as leaks. The declaration applies"
                    + " until the monitor restarts; leasewatch.meant keeps it for good.")
    public LineView declare(@Nullable String body, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        JsonObject wanted = JsonBody.object(body);
        Parameter.onlyMembers(wanted, List.of("line", "reason"));
        MeantLine line = line(Parameter.text(wanted, "line", ""), Parameter.text(wanted, "reason", ""), admin);
        if (!lines().declare(line)) {
            throw Problem.exception(
                    Status.CONFLICT,
                    MeantLines.MOST + " lines are declared. Configure them as leasewatch.meant, or withdraw some.");
        }
        audit.record(admin, "meant", Map.of("line", line.line(), "reason", line.reason()));
        return LineView.of(line);
    }

    private static MeantLine line(String line, String reason, String admin) {
        try {
            return new MeantLine(line, reason, admin);
        } catch (IllegalArgumentException e) {
            throw reason.length() > MeantLine.LONGEST
                    ? Parameter.wrong("reason", "a text of up to " + MeantLine.LONGEST + " characters", reason)
                    : Parameter.wrong(
                            "line",
                            "a method such as io.example.Poller.run or a line such as Poller.java:41, of up to "
                                    + MeantLine.LONGEST + " characters",
                            line);
        }
    }

    @DELETE
    @Path("/{line}")
    @Operation(
            summary = "Withdraws a declaration",
            description = "Only declarations of admins can be withdrawn, not those of the configuration.")
    public LineView withdraw(@PathParam("line") String line, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        if (!lines().withdraw(line)) {
            throw Problem.exception(Status.NOT_FOUND, "No admin has declared that line.");
        }
        audit.record(admin, "end-meant", Map.of("line", line));
        return new LineView(line, "", admin);
    }

    private MeantLines lines() {
        return monitor.leaks().detector().meant();
    }
}
