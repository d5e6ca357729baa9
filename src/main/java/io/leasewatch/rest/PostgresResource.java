package io.leasewatch.rest;

import io.leasewatch.postgres.Capacity;
import io.leasewatch.postgres.Servers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What PostgreSQL says itself. */
@Path("/database/postgres")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PostgresResource {

    @Inject
    private Servers servers;

    @Inject
    private Capacity capacity;

    @GET
    @Operation(
            summary =
                    "Every PostgreSQL that is asked: its state, its connections beside what the pools may open, and who blocks"
                            + " whom")
    public List<PostgresView> postgres() {
        return views(servers, capacity);
    }

    static List<PostgresView> views(Servers servers, Capacity capacity) {
        Servers.Look look = servers.look();
        return look.snapshots().stream()
                .map(snapshot -> PostgresView.of(snapshot, capacity.demand(snapshot.name()), look))
                .toList();
    }
}
