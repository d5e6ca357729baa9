package io.leasewatch.rest;

import io.leasewatch.config.AccessSettings;
import io.leasewatch.health.ServerHealth;
import io.leasewatch.health.Verdict;
import io.leasewatch.pool.PoolWatch;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** For load balancers that know no password: whether the server can serve, to allowed addresses only. */
@WebServlet("/readyz")
public class ReadyzServlet extends HttpServlet {

    @Inject
    private ServerHealth health;

    @Inject
    private Supplier<AccessSettings> access;

    @Inject
    private PoolWatch pools;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access.get().mayAskReadyz(request.getRemoteAddr())) {
            ProblemServlet.write(response, HttpServletResponse.SC_FORBIDDEN, "This address may not ask.");
            return;
        }
        Verdict verdict = health.verdict();
        boolean ready = verdict.state() != Verdict.State.UNHEALTHY;
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write(JsonFormat.JSON.toJson(new Readyz(
                        ready ? "ready" : "not ready",
                        Instant.now(),
                        verdict.reasons(),
                        pools.readings().stream().map(PoolView::of).toList())));
    }

    /** Whether the server is ready, and the pools. */
    public record Readyz(String status, Instant timestamp, List<String> reasons, List<PoolView> pools) {}
}
