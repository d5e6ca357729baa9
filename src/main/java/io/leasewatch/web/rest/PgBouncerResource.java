package io.leasewatch.web.rest;

import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.view.PgBouncerView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What PgBouncers say of themselves. */
@Path("/database/pgbouncer")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PgBouncerResource {

    private static final int MOST = 1000;

    @Inject
    private PgBouncers pgbouncers;

    @GET
    @Operation(
            summary =
                    "Every PgBouncer that is configured: how it is, and its pools, databases, traffic, clients, servers"
                            + " and settings; limit is how many of each")
    public Answer pgbouncers(@QueryParam("limit") @Nullable String limit) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        return new Answer(
                pgbouncers.state().word(),
                pgbouncers.statuses().stream()
                        .map(status -> PgBouncerView.of(status, most))
                        .toList());
    }

    /** {@code state} is that of the one that is worst off, {@code off} if none is configured. */
    public record Answer(String state, List<PgBouncerView> pgbouncers) {}
}
