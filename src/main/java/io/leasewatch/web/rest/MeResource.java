package io.leasewatch.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who asks, so that nobody is shown what they would be refused. */
@Path("/me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @GET
    @Operation(summary = "The caller's name, and whether they may change things")
    public Me me(@Context SecurityContext security) {
        return new Me(security.getUserPrincipal().getName(), security.isUserInRole("leasewatch-admin"));
    }

    /** Who asks. */
    public record Me(String name, boolean admin) {}
}
