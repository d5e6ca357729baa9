package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.view.LeaksView;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Leaks: those of this monitor, and with {@code since} those of the history. */
@Path("/database/leaks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leaks")
public class LeaksResource {

    @Inject
    private Monitor monitor;

    @Inject
    private EventSearch events;

    @GET
    @Operation(
            summary = "Lists leaks, open ones first, each with its line of code",
            description = "With since, a point in time or a duration such as PT24H, the list includes the leaks in the"
                    + " history: those found before the last start, and those of other servers that share the"
                    + " history. With stacks=true, the role leasewatch-admin gets the stacks too.")
    public LeaksView leaks(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("service") @Nullable String service,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("open") @Nullable String open,
            @QueryParam("since") @Nullable String since,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("stacks") @Nullable String stacks,
            @Context SecurityContext security) {
        Query query = Queries.limited(limit, stacks, security)
                .skipping(Parameter.number("offset", offset, 0, 0, Integer.MAX_VALUE));
        String wantedKind = Parameter.word("kind", kind, Leak.KINDS);
        Boolean onlyOpen = open == null ? null : Parameter.bool("open", open, true);
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            EventFilter filter = EventFilter.of(Event.Kind.LEAK)
                    .ofService(service)
                    .ofCategory(wantedKind)
                    .open(onlyOpen);
            return inHistory(
                    new EventQuery(from, Parameter.pool(pool), filter, query.skipped(), query.limit(), query.stacks()));
        }
        return Queries.snapshot(monitor, query, pool, service)
                .leaks(leak -> (wantedKind == null || leak.kind().equals(wantedKind))
                        && (onlyOpen == null || leak.isOpen() == onlyOpen));
    }

    private LeaksView inHistory(EventQuery search) {
        EventSearch.Found found = events.find(
                search,
                monitor.leaks().ledger().all().stream()
                        .filter(leak -> search.isAbout(leak.lease().pool().name()))
                        .map(monitor.history().mapper()::of)
                        .toList());
        return new LeaksView(
                found.count(),
                found.open(),
                monitor.snapshot(Query.all(search.most(), false)).endings(),
                found.shown());
    }
}
