package io.leasewatch.web.history;

import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.Parameter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log: the actions of admins. */
@Path("/audit")
@Tag(name = "Audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final Duration LATELY = Duration.ofHours(24);

    @Inject
    private EventSearch archive;

    @GET
    @Operation(
            summary = "Lists the actions of admins, newest first",
            description =
                    "Operations and changes of settings since a point in time or a duration such as PT24H, by default"
                            + " the last 24 hours. Read from the history: an action appears after the next sample was"
                            + " written.")
    public Acts acts(
            @QueryParam("since") @Nullable String since,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext security) {
        AdminAccess.check(security);
        int most = Parameter.number("limit", limit, 100, 1, 1000);
        int skipped = Parameter.number("offset", offset, 0, 0, Integer.MAX_VALUE);
        Instant from = Parameter.since(since, Instant.now());
        EventSearch.Found found = archive.find(
                new EventQuery(
                        from == null ? Instant.now().minus(LATELY) : from,
                        "",
                        EventFilter.of(Event.Kind.ACT),
                        skipped,
                        most,
                        true),
                List.of());
        return new Acts(found.count(), found.shown());
    }

    /** Actions. {@code count} counts all that match, also those not shown. */
    public record Acts(int count, List<JsonObject> acts) {}
}
