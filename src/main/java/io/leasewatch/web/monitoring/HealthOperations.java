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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reclaims many leases at once. */
@Path("/health/connections")
@Tag(name = "Operations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthOperations {

    private static final List<String> ALLOWED = List.of(Operations.CLEANUP, Operations.EMERGENCY_RESET);

    @Inject
    private Operations operations;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reclaims idle leases, or all leases",
            description = "operation: cleanup closes connections that have been idle for 5 minutes. operation:"
                    + " emergency-reset, with confirm: true, closes all open connections. Both follow the rules"
                    + " for reclaiming. With dryRun: true, nothing is closed.")
    public Object operate(@Nullable String body, @Context SecurityContext security) {
        return operations.perform(body, ALLOWED, security);
    }
}
