package io.leasewatch.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The user who sends the request. The dashboard hides the actions that this user may not perform. */
@Path("/me")
@Tag(name = "User")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @GET
    @Operation(summary = "The user's name, and whether the user is an admin")
    public Me me(@Context SecurityContext security) {
        return new Me(security.getUserPrincipal().getName(), security.isUserInRole("leasewatch-admin"));
    }

    /** The user who sent the request. */
    public record Me(String name, boolean admin) {}
}
