package io.leasewatch.web.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Lets nothing change that another site's page could have sent: a form can send neither JSON nor a header of its own, and a
 * script of another origin may not.
 */
@Provider
@Priority(CsrfFilter.PRIORITY)
public class CsrfFilter implements ContainerRequestFilter {

    static final int PRIORITY = Priorities.HEADER_DECORATOR;

    static final String HEADER = "X-Requested-With";

    static final Set<String> CHANGING = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    @Override
    public void filter(ContainerRequestContext request) {
        if (!CHANGING.contains(request.getMethod())) {
            return;
        }
        String header = request.getHeaderString(HEADER);
        if (header == null || header.isBlank()) {
            request.abortWith(Problem.of(
                            Status.FORBIDDEN,
                            "A request that changes something must carry the header " + HEADER + " with any value.")
                    .response());
            return;
        }
        MediaType type = request.getMediaType();
        if (type == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
            request.abortWith(Problem.of(
                            Status.UNSUPPORTED_MEDIA_TYPE,
                            "A request that changes something must have the Content-Type application/json.")
                    .response());
        }
    }
}
