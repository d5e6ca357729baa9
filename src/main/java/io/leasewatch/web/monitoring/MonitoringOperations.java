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

/** Operations on connections and on the monitor itself, for admins. */
@Path("/monitoring/database")
@Tag(name = "Operations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MonitoringOperations {

    private static final List<String> ALLOWED = List.of(
            Operations.CLEANUP,
            Operations.EXPORT_JSON,
            Operations.START_COLLECTION,
            Operations.STOP_COLLECTION,
            Operations.EMERGENCY_RESET);

    @Inject
    private Operations operations;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Performs an operation",
            description = "operation: cleanup closes connections that have been idle for 5 minutes. operation:"
                    + " emergency-reset, with confirm: true, closes all open connections. With dryRun: true,"
                    + " neither closes anything. operation: export-json writes the monitoring document to a"
                    + " file on the server. operation: start-collection and operation: stop-collection turn the"
                    + " sampling for the history on and off.")
    public Object operate(@Nullable String body, @Context SecurityContext security) {
        return operations.perform(body, ALLOWED, security);
    }
}
