package io.leasewatch.core.request;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Vetoed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a REST request by the path template of its resource. The REST engine of the server finds this filter as a service.
 *
 * <p>Not a CDI bean: if an application carries the library although the server shares it, the class of the bean and the class of
 * its proxy would differ, and every request would fail.
 */
@Provider
@Priority(Priorities.USER + 1000)
@Vetoed
public class RestRequestFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        RequestObserver.safely(() -> name(context));
    }

    private void name(ContainerRequestContext context) {
        TrackedRequest tracked = TrackedRequest.of(request);
        Class<?> type = resource.getResourceClass();
        if (tracked == null || path(type) == null) {
            return;
        }
        String root = request.getContextPath();
        String base = context.getUriInfo().getBaseUri().getRawPath();
        // Behind a proxy, an application may have changed the base URI of its requests.
        String inside = base.startsWith(root) ? base.substring(root.length()) : base;
        Called called = new Called(context.getMethod(), inside, type, resource.getResourceMethod());
        tracked.narrow(request, called, called::operation);
    }

    static String join(String... parts) {
        StringBuilder joined = new StringBuilder();
        for (String part : parts) {
            String clean = part.replaceAll("^/+|/+$", "");
            if (!clean.isEmpty()) {
                joined.append('/').append(clean);
            }
        }
        return joined.isEmpty() ? "/" : joined.toString();
    }

    private static @Nullable String path(@Nullable AnnotatedElement element) {
        Path path = element == null ? null : element.getAnnotation(Path.class);
        return path == null ? null : path.value();
    }

    /** A resource that is called; {@code base} is the path of its REST application. */
    private record Called(
            String httpMethod,
            String base,
            Class<?> type,
            @Nullable Method method) {

        String operation() {
            String ofType = Objects.requireNonNullElse(path(type), "");
            String ofMethod = Objects.requireNonNullElse(path(method), "");
            return httpMethod + " " + join(base, ofType, ofMethod);
        }
    }
}
