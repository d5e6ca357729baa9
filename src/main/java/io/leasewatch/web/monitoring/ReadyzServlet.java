package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.config.AccessSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.web.health.HealthStatus;
import io.leasewatch.web.health.ServerHealth;
import io.leasewatch.web.http.JsonFormat;
import io.leasewatch.web.http.ProblemServlet;
import io.leasewatch.web.view.PoolView;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * For load balancers that know no password: whether the server can serve, to allowed addresses only.
 *
 * <p>The server checks what is injected here even where a missing feature keeps the monitor from starting; there are no beans then.
 */
public class ReadyzServlet extends HttpServlet {

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    @Inject
    private Instance<ServerHealth> health;

    @Inject
    private Instance<Supplier<AccessSettings>> access;

    @Inject
    private Instance<PoolWatch> pools;

    /** What HTTP has no name for, it would answer as if it were this server's fault. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
        } else {
            response.setHeader("Allow", String.join(", ", METHODS));
            ProblemServlet.write(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This path has no such method.");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access.get().get().mayAskReadyz(request.getRemoteAddr())) {
            ProblemServlet.write(response, HttpServletResponse.SC_FORBIDDEN, "This address may not ask.");
            return;
        }
        HealthStatus verdict = health.get().verdict();
        boolean ready = verdict.state() != HealthStatus.State.UNHEALTHY;
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(JsonFormat.JSON.toJson(new Readyz(
                        ready ? "ready" : "not ready",
                        Instant.now(),
                        verdict.reasons(),
                        pools.get().readings().stream().map(PoolView::of).toList())));
    }

    /** Whether the server is ready, and the pools. */
    public record Readyz(String status, Instant timestamp, List<String> reasons, List<PoolView> pools) {}
}
