package io.leasewatch.web.rest;

import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.LeakMonitoring;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.view.ReclaimView;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.Parameter;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The log of reclaims: performed, refused, failed and dry runs. */
@Path("/database/reclaims")
@Tag(name = "Reclaims")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReclaimsResource {

    @Inject
    private LeakMonitoring leaks;

    @Inject
    private EventSearch archive;

    @Inject
    private HistoryRecording recording;

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
