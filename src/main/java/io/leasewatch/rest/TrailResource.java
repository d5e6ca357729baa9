package io.leasewatch.rest;

import io.leasewatch.live.Trail;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The last five minutes. */
@Path("/database/trail")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TrailResource {

    @Inject
    private Trail trail;

    @GET
    @Operation(
            summary =
                    "Every pool's last five minutes, second by second, the oldest first; times are milliseconds since 1970")
    public Map<String, List<Trail.Point>> trail() {
        return trail.points();
    }
}
