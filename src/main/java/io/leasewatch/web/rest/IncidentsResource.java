package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.incident.Incident;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Incidents: those of this monitor, and those of the history. */
@Path("/incidents")
@Tag(name = "Incidents")
@RequestScoped
public class IncidentsResource {

    private static final String MARKDOWN = "text/markdown; charset=UTF-8";

    @Inject
    private Monitor monitor;

    @Inject
    private EventSearch events;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Lists incidents, open ones first",
            description =
                    "An incident begins when a pool has a problem and ends when it is well again. With since, a point in time"
                            + " or a duration such as PT24H, the list includes the incidents in the history: those before the last"
                            + " start, and those of other servers that share the history.")
    public Incidents incidents(
            @QueryParam("open") @Nullable String open,
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit) {
        Boolean onlyOpen = open == null ? null : Parameter.bool("open", open, true);
        int most = Parameter.number("limit", limit, 100, 1, 1000);
        Instant from = Parameter.since(since, Instant.now());
        EventFilter filter = EventFilter.of(Event.Kind.INCIDENT).open(onlyOpen);
        List<Event> known = known(pool);
        EventQuery query =
                new EventQuery(from == null ? Instant.EPOCH : from, Parameter.pool(pool), filter, 0, most, true);
        EventSearch.Found found = from == null ? EventSearch.among(query, known) : events.find(query, known);
        return new Incidents(found.count(), found.open(), found.shown());
    }

    private List<Event> known(@Nullable String pool) {
        return monitor.incidents().incidents().all().stream()
                .filter(incident -> pool == null || incident.pool().equals(pool))
                .map(monitor.history().mapper()::of)
                .toList();
    }

    @GET
    @Path("/{id: [0-9a-z-]{1,30}}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One incident")
    public JsonObject incident(@PathParam("id") String id) {
        Incident known = monitor.incidents().incidents().incident(id).orElse(null);
        if (known != null) {
            return EventSearch.body(monitor.history().mapper().of(known));
        }
        EventQuery query = new EventQuery(
                Instant.EPOCH, "", EventFilter.of(Event.Kind.INCIDENT).ofKey(id), 0, 1, true);
        return events.find(query, List.of()).shown().stream()
                .findFirst()
                .orElseThrow(() -> Problem.exception(Status.NOT_FOUND, "No incident has that id."));
    }

    @GET
    @Path("/{id: [0-9a-z-]{1,30}}")
    @Produces(MARKDOWN)
    @Operation(summary = "One incident as a text for a post-mortem, in Markdown")
    public String postMortem(@PathParam("id") String id) {
        return PostMortem.of(incident(id));
    }

    /** Incidents, open ones first. {@code count} and {@code open} are numbers of all that match; {@code incidents} has as many as wanted. */
    public record Incidents(int count, int open, List<JsonObject> incidents) {}
}
