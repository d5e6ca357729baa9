package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.view.PostgresView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The PostgreSQL databases and their latest snapshots. */
@Path("/database/postgres")
@Tag(name = "PostgreSQL")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PostgresResource {

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "Lists the monitored PostgreSQL databases",
            description =
                    "For each database: its state, its connections compared with the maximum sizes of the pools, and"
                            + " the sessions that wait for a lock with the sessions that block them.")
    public List<PostgresView> postgres() {
        return monitor.snapshot(Query.all(Queries.MOST, false)).postgres();
    }
}
