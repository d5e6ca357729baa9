package io.leasewatch.web.http;

import io.leasewatch.monitor.liberty.Features;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Tells browsers to do as little as possible with what they get from here, errors included: nothing of another origin is loaded,
 * nobody shows a page of ours inside theirs, and no answer of the API is kept.
 *
 * <p>Where a missing feature keeps the monitor from starting, this answers every request itself, and says which: without the feature
 * that checks passwords everything would be open to everyone.
 */
public class SecurityHeaders extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private String refusal = "";

    @Override
    public void init() {
        refusal = Features.seenBy(SecurityHeaders.class.getClassLoader()).refusal();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean page = isPage(request);
        ALWAYS.forEach(response::setHeader);
        response.setHeader("Content-Security-Policy", page ? PAGE : NOTHING);
        response.setHeader("Cache-Control", page ? "no-cache" : "no-store");
        if (request.getMethod().equals("TRACE")) {
            // It would send back what it was sent, credentials among it.
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (!refusal.isEmpty()) {
            refuse(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** As plain text: what the error page is made with may be what is missing. */
    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(refusal);
    }

    /** What is for eyes: all that is neither of the API, nor for a probe, nor an error. */
    private static boolean isPage(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.equals("/api") && !path.equals("/readyz") && !path.equals("/problem");
    }
}
