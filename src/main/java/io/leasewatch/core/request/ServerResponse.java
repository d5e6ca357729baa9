package io.leasewatch.core.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Finds the response of a request.
 *
 * <p>A shared library cannot install a filter in an application, and its observers receive only the request. The request of Open
 * Liberty gives access to its response. On other servers the status of a request is unknown.
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
