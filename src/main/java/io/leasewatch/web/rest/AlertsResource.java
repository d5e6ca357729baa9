package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.spi.Severity;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
import io.leasewatch.web.http.Parameter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Alerts: those of this monitor, and with {@code since} those of the history. */
@Path("/database/alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class AlertsResource {

    @Inject
    private Monitor monitor;

    @Inject
    private EventSearch events;

    @GET
    @Operation(
            summary = "Lists alerts, newest first",
            description = "With since, a point in time or a duration such as PT24H, the list includes the alerts in the"
                    + " history: those raised before the last start, and those of other servers that share the"
                    + " history.")
    public List<?> alerts(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("status") @Nullable String status,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit) {
        Query query = Queries.limited(limit);
        String wantedSeverity = Parameter.word(
                "severity",
                severity,
                Arrays.stream(Severity.values()).map(Severity::word).toList());
        String wantedStatus = Parameter.word("status", status, List.of("firing", "resolved"));
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            EventFilter filter = EventFilter.of(Event.Kind.ALERT)
                    .ofCategory(wantedSeverity)
                    .open(wantedStatus == null ? null : wantedStatus.equals("firing"));
            return inHistory(new EventQuery(from, Parameter.pool(pool), filter, 0, query.limit(), query.stacks()));
        }
        return Queries.snapshot(monitor, query, pool, null)
                .alerts(alert -> (wantedSeverity == null || alert.severity().equals(wantedSeverity))
                        && (wantedStatus == null || alert.status().equals(wantedStatus)));
    }

    private List<JsonObject> inHistory(EventQuery search) {
        return events.find(
                        search,
                        monitor.alerting().evaluator().alerts().stream()
                                .filter(alert -> search.isAbout(alert.pool()))
                                .map(monitor.history().mapper()::of)
                                .toList())
                .shown();
    }
}
