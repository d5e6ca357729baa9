package io.leasewatch.core.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The response that belongs to a request.
 *
 * <p>A library that the server shares gets no filter into an application, and its observers are given the request alone; but Open
 * Liberty's request knows its response. Elsewhere the status of a request stays unknown.
 */
final class ServerResponse {

    private ServerResponse() {}

    static @Nullable HttpServletResponse of(HttpServletRequest request) {
        try {
            return request.getClass().getMethod("getResponse").invoke(request) instanceof HttpServletResponse response
                    ? response
                    : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    static int status(HttpServletRequest request) {
        HttpServletResponse response = of(request);
        return response == null ? 0 : response.getStatus();
    }
}
