package io.leasewatch.web.rest;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.web.history.EventMapper;
import io.leasewatch.web.history.EventQuery;
import io.leasewatch.web.history.EventSearch;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.view.HoldersView;
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
import org.jspecify.annotations.Nullable;

/** Who held a pool when others waited for it. */
@Path("/database/holders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HoldersResource {

    private static final int MOST = 1000;

    @Inject
    private HoldersWatch holders;

    @Inject
    private LeaseRegistry registry;

    @Inject
    private EventSearch archive;

    @Inject
    private EventMapper book;

    @GET
    @Operation(
            summary =
                    "Who held a pool when threads waited for it or one waited in vain, the newest snapshot first; with"
                            + " since, a moment or a duration such as PT24H, those of the history too;"
                            + " stacks are for the role leasewatch-admin")
    public Holders holders(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext security) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        boolean stacks = security.isUserInRole("leasewatch-admin");
        Instant from = Parameter.since(since, Instant.now());
        if (from != null) {
            EventQuery search = new EventQuery(from, Parameter.pool(pool), snapshot -> true, 0, most, stacks);
            EventSearch.Found found = archive.find(
                    Event.Kind.HOLDERS,
                    search,
                    holders.snapshots().stream()
                            .filter(snapshot ->
                                    search.isAbout(snapshot.reading().poolName()))
                            .map(book::of)
                            .toList());
            return new Holders(found.count(), found.shown());
        }
        Parameter.oneOf("pool", pool, registry.pools().keySet());
        List<HoldersSnapshot> found = holders.snapshots().stream()
                .filter(snapshot ->
                        pool == null || snapshot.reading().poolName().equals(pool))
                .toList();
        return new Holders(
                found.size(),
                found.stream()
                        .limit(most)
                        .map(snapshot -> HoldersView.of(snapshot, stacks))
                        .toList());
    }

    /** Snapshots; {@code count} is of all that match. */
    public record Holders(int count, List<?> snapshots) {}
}
