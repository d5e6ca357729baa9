package io.leasewatch.web.monitoring;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Takes back many leases at once. */
@Path("/health/connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthOperations {

    private static final List<String> ALLOWED = List.of(Operations.CLEANUP, Operations.EMERGENCY_RESET);

    @Inject
    private Operations operations;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "cleanup closes connections that were not used for 5 minutes, emergency-reset (with confirm: true)"
                            + " every one that is out; both by the rules of reclaiming, and with dryRun: true not at all")
    public Object operate(@Nullable String body, @Context SecurityContext security) {
        return operations.perform(body, ALLOWED, security);
    }
}
