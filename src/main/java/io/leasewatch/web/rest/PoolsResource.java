package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The latest readings of the pools. */
@Path("/database/pools")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pools")
public class PoolsResource {

    @Inject
    private Monitor monitor;

    @GET
    @Operation(summary = "The latest reading of every pool")
    public List<PoolView> pools() {
        return monitor.snapshot(Query.all(Queries.MOST, false)).pools();
    }

    @GET
    @Path("/{name: .+}")
    @Operation(summary = "The latest reading of one pool, by its name or the JNDI name of its data source")
    public PoolView pool(@PathParam("name") String name) {
        Snapshot now = monitor.snapshot(Query.all(Queries.MOST, false));
        return now.pool(name).orElseThrow(() -> {
            String known = now.pools().stream().map(PoolView::poolName).collect(Collectors.joining(", "));
            return Problem.exception(
                    Status.NOT_FOUND,
                    "No pool has that name. " + (known.isEmpty() ? "No pool is known yet." : "Known pools: " + known));
        });
    }
}
