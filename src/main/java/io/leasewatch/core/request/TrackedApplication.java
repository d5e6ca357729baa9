package io.leasewatch.core.request;

import io.leasewatch.core.work.Operation;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is found once for a web application and not at each of its requests: its name, its operations, and how to get the response of a
 * request. Kept in the servlet context, and so for as long as the application. Thread-safe; at most {@value #MOST_OPERATIONS} operations
 * are kept.
 */
final class TrackedApplication {

    /** The attribute of this copy of the class; see {@link TrackedRequest}. */
    private static final String ATTRIBUTE =
            TrackedApplication.class.getName() + '@' + System.identityHashCode(TrackedApplication.class);

    /** A context parameter of the web application. If it is {@code false}, the requests of the application are not tracked. */
    private static final String ENABLED_PARAMETER = "leasewatch.requests";

    private static final int MOST_OPERATIONS = 1000;

    private final String service;
    private final boolean enabled;
    private final Map<Object, Operation> operations = new ConcurrentHashMap<>();
    private final ServerResponse responses = new ServerResponse();

    private TrackedApplication(ServletContext context) {
        service = Application.using("");
        Application.released(service, Release.of(context));
        enabled = !"false".equals(context.getInitParameter(ENABLED_PARAMETER));
    }

    /** The application that {@code request} is for. To be called on a thread of that application. */
    static TrackedApplication of(HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        if (context.getAttribute(ATTRIBUTE) instanceof TrackedApplication known) {
            return known;
        }
        TrackedApplication created = new TrackedApplication(context);
        context.setAttribute(ATTRIBUTE, created);
        return created;
    }

    /** The name of the web application of {@code context}. */
    static String name(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof TrackedApplication known ? known.service : Application.name();
    }

    /** Whether its requests are tracked. */
    boolean isEnabled() {
        return enabled;
    }

    /** The operation of {@code request}, as far as it is known before the application handles it. */
    Operation operation(HttpServletRequest request) {
        String method = request.getMethod();
        String pattern = PathTemplate.pattern(request.getHttpServletMapping());
        if (pattern != null) {
            return operation(new Served(method, pattern, true), () -> method + " " + pattern);
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return operation(new Served(method, path, false), () -> method + " " + PathTemplate.of(path));
    }

    /** The operation that {@code name} names; the name is asked for once for each {@code key}. */
    Operation operation(Object key, Supplier<String> name) {
        Operation known = operations.get(key);
        if (known != null) {
            return known;
        }
        Operation created = new Operation(service, name.get());
        if (operations.size() >= MOST_OPERATIONS) {
            operations.clear();
        }
        operations.put(key, created);
        return created;
    }

    /** The response of {@code request}, {@code null} if the server gives no access to it. */
    @Nullable
    HttpServletResponse response(HttpServletRequest request) {
        return responses.of(request);
    }

    /** A request, by its path or by the pattern of the servlet that serves it. */
    private record Served(String method, String path, boolean isPattern) {}
}
