package io.leasewatch.web.rest;

import io.leasewatch.monitor.PoolMonitoring;
import io.leasewatch.monitor.view.PgBouncerView;
import io.leasewatch.web.http.Parameter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The PgBouncers and their latest snapshots. */
@Path("/database/pgbouncer")
@Tag(name = "PgBouncer")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PgBouncerResource {

    private static final int MOST = 1000;

    @Inject
    private PoolMonitoring poolMonitoring;

    @GET
    @Operation(
            summary = "Lists the configured PgBouncers",
            description =
                    "For each PgBouncer: its state, pools, databases, traffic, clients, servers and settings. limit is"
                            + " the maximum number of rows in each list.")
    public Answer pgbouncers(@QueryParam("limit") @Nullable String limit) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        return new Answer(
                poolMonitoring.backends().pgbouncers().state().word(),
                poolMonitoring.backends().pgbouncers().statuses().stream()
                        .map(status -> PgBouncerView.of(status, most))
                        .toList());
    }

    /** {@code state} is the worst state of all PgBouncers, {@code off} if none is configured. */
    public record Answer(String state, List<PgBouncerView> pgbouncers) {}
}
