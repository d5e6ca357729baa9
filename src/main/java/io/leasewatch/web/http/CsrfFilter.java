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
 * Rejects changing requests that the page of another site could have sent. An HTML form can send neither JSON nor a custom header, and
 * browsers do not allow a script of another origin to do so.
 */
@Provider
@Priority(CsrfFilter.PRIORITY)
public class CsrfFilter implements ContainerRequestFilter {

    static final int PRIORITY = Priorities.HEADER_DECORATOR;

    static final String HEADER = "X-Requested-With";

    static final Set<String> CHANGING = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** Not {@link MediaType#isCompatible}, which accepts wildcards: they would not be the JSON that only a script can send. */
    private static boolean isJson(MediaType type) {
        return type.getType().equalsIgnoreCase("application")
                && type.getSubtype().equalsIgnoreCase("json");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!CHANGING.contains(request.getMethod())) {
            return;
        }
        String header = request.getHeaderString(HEADER);
        if (header == null || header.isBlank()) {
            request.abortWith(Problem.of(
                            Status.FORBIDDEN,
                            "A " + request.getMethod() + " request must have the header " + HEADER
                                    + ", with any value.")
                    .response());
            return;
        }
        MediaType type = request.getMediaType();
        if (type == null || !isJson(type)) {
            request.abortWith(Problem.of(
                            Status.UNSUPPORTED_MEDIA_TYPE,
                            "The Content-Type of a " + request.getMethod() + " request must be application/json.")
                    .response());
        }
    }
}
