package io.leasewatch.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Answers 400 to a path with parameters ({@code ;}), empty segments, {@code .} or {@code ..}, however they are encoded.
 *
 * <p>Open Liberty remembers which servlet answers a path, under the path up to its first semicolon. Without this filter, {@code GET
 * /leasewatch/readyz;/../api/health/connections} would make the API answer all later requests for {@code /leasewatch/readyz}.
 */
public class PathFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isPlain(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            // Open Liberty does not remember the servlet of a request that has an error status.
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, HttpServletResponse.SC_BAD_REQUEST);
            ProblemServlet.write(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The path must not contain parameters (;), empty segments, . or .. as segments.");
        }
    }

    /** Whether {@code path}, as the client sent it, is the only way to write this path, apart from encoded characters. */
    static boolean isPlain(String path) {
        String decoded;
        try {
            decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String closed = decoded.replace('\\', '/') + '/';
        return !decoded.contains(";") && !decoded.contains("//") && !closed.contains("/./") && !closed.contains("/../");
    }
}
