package io.leasewatch.web.rest;

import io.leasewatch.monitor.postgres.Capacity;
import io.leasewatch.monitor.postgres.LeaseBackends;
import io.leasewatch.web.view.PostgresView;
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
    private LeaseBackends servers;

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

    public static List<PostgresView> views(LeaseBackends servers, Capacity capacity) {
        LeaseBackends.Look look = servers.look();
        return look.snapshots().stream()
                .map(snapshot -> PostgresView.of(snapshot, capacity.demand(snapshot.name()), look))
                .toList();
    }
}
