package io.leasewatch.web.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Answers 405 to TRACE, which would echo the request with its credentials, and to methods other than GET, HEAD and OPTIONS on files of
 * the dashboard: Open Liberty answers PUT and DELETE like GET.
 */
public class MethodFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ERROR || isAllowed(request)) {
            chain.doFilter(request, response);
        } else {
            refuse(response);
        }
    }

    private boolean isAllowed(HttpServletRequest request) throws IOException {
        String method = request.getMethod();
        return READING.contains(method) || !method.equals("TRACE") && !isFile(request);
    }

    private boolean isFile(HttpServletRequest request) throws IOException {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return getServletContext().getResource(path.isEmpty() ? "/" : path) != null;
    }

    /** Answers that the path supports only reading methods. */
    static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", String.join(", ", READING));
        ProblemServlet.write(
                response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This path does not support this method.");
    }
}
