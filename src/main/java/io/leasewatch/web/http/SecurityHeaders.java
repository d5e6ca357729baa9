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
 * Adds security headers to every answer, errors included: browsers load nothing from other origins, do not show the pages in a frame, and
 * do not store answers of the API.
 *
 * <p>If a missing server feature prevents the start of the monitor, this filter answers every request with 503 and names the feature.
 * Otherwise a server without the feature that checks passwords would give access to everyone.
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
        add(request, response);
        if (!refusal.isEmpty()) {
            refuse(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    static void add(HttpServletRequest request, HttpServletResponse response) {
        boolean page = isPage(request);
        ALWAYS.forEach(response::setHeader);
        response.setHeader("Content-Security-Policy", page ? PAGE : NOTHING);
        response.setHeader("Cache-Control", page ? "no-cache" : "no-store");
    }

    /** Answers in plain text, because the error page may need the missing feature. */
    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(refusal);
    }

    /** Whether the request is for the dashboard: not the API, not a probe, not an error page. */
    private static boolean isPage(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.equals("/api") && !path.equals("/readyz") && !path.equals("/problem");
    }
}
