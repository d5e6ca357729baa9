package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.diagnosis.HealthStatus;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.web.http.JsonFormat;
import io.leasewatch.web.http.ProblemServlet;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Readiness for load balancers: needs no login, but answers only the configured addresses.
 *
 * <p>Injects {@link Instance}s, because the server resolves injection points even if a missing feature prevents the start of the monitor.
 * There are no beans then.
 */
public class ReadyzServlet extends HttpServlet {

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    @Inject
    private Instance<Monitor> monitor;

    @Inject
    private Instance<Settings> settings;

    /** Answers 405 to other methods. For a method that it does not know, {@code HttpServlet} would answer 501, a server error. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
        } else {
            response.setHeader("Allow", String.join(", ", METHODS));
            ProblemServlet.write(
                    response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This path does not support this method.");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!settings.get().current().access().mayAskReadyz(request.getRemoteAddr())) {
            ProblemServlet.write(
                    response, HttpServletResponse.SC_FORBIDDEN, "This address is not in leasewatch.readyz.allowed.");
            return;
        }
        Snapshot now = monitor.get().snapshot(Query.all(1, false));
        HealthStatus verdict = now.health();
        boolean ready = verdict.state() != HealthStatus.State.UNHEALTHY;
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(JsonFormat.JSON.toJson(new Readyz(
                        ready ? "ready" : "not ready", now.timestamp(), verdict.reasons(), now.poolsWithoutLines())));
    }

    /** Whether the server is ready, and the pools. */
    public record Readyz(String status, Instant timestamp, List<String> reasons, List<PoolView> pools) {}
}
