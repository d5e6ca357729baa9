package io.leasewatch.bookshop;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Closes the trouble page in the profile {@code prod}: everyone who reaches the server could use up its connections. */
@Provider
public class TroubleGate implements ContainerRequestFilter {

    @Inject
    @ConfigProperty(name = "mp.config.profile", defaultValue = "dev")
    private String profile;

    @Override
    public void filter(ContainerRequestContext request) {
        if (profile.equals("prod") && request.getUriInfo().getPath().matches("/?trouble(/.*)?")) {
            request.abortWith(Response.status(Status.NOT_FOUND)
                    .type(MediaType.TEXT_PLAIN)
                    .entity("There is no trouble in the profile prod.\n")
                    .build());
        }
    }
}
