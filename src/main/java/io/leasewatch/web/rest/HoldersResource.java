package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
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

/** Snapshots of the leases that held a pool's connections while threads waited. */
@Path("/database/holders")
@Tag(name = "Holders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HoldersResource {

    @Inject
    private Monitor monitor;

    @Inject
    private EventSearch events;

    @GET
    @Operation(
            summary = "Lists snapshots of the holders of a pool, newest first",
            description =
                    "A snapshot is taken when threads wait for a connection, or when an acquisition times out. With"
                            + " since, a point in time or a duration such as PT24H, the list includes the snapshots in"
                            + " the history. With stacks=true, the role leasewatch-admin gets the"
                            + " stacks too.")
    public Holders holders(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("stacks") @Nullable String stacks,
            @Context SecurityContext security) {
        Query query = Queries.limited(limit, stacks, security);
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            EventQuery search = new EventQuery(
                    from, Parameter.pool(pool), EventFilter.of(Event.Kind.HOLDERS), 0, query.limit(), query.stacks());
            EventSearch.Found found = events.find(
                    search,
                    monitor.leaks().holders().snapshots().stream()
                            .filter(snapshot ->
                                    search.isAbout(snapshot.reading().poolName()))
                            .map(monitor.history().mapper()::of)
                            .toList());
            return new Holders(found.count(), found.shown());
        }
        Parameter.oneOf("pool", pool, monitor.leases().registry().pools().keySet());
        Snapshot now = monitor.snapshot(query.ofPool(pool));
        return new Holders(now.holders().size(), now.holderViews());
    }

    /** Snapshots. {@code count} counts all that match, also those not shown. */
    public record Holders(int count, List<?> snapshots) {}
}
