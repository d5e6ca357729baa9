package io.leasewatch.web.monitoring;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.diagnosis.Diagnosis;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.web.health.HealthStatus;
import io.leasewatch.web.health.ServerHealth;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.view.DiagnosticsView;
import io.leasewatch.web.view.MetricsView;
import io.leasewatch.web.view.PoolView;
import io.leasewatch.web.view.StatisticsView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How connections are: four numbers for anybody, the details for viewers. */
@Path("/health/connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private static final int MOST_PATTERNS = 100;

    @Inject
    private ServerHealth health;

    @Inject
    private LeakLedger ledger;

    @Inject
    private PoolWatch pools;

    @Inject
    private LeaseRegistry registry;

    @Inject
    private Diagnosis diagnosis;

    @GET
    @Operation(summary = "A summary for anybody; detailed and diagnostics for viewers")
    public Response health(
            @QueryParam("detailed") @Nullable String detailed,
            @QueryParam("diagnostics") @Nullable String diagnostics,
            @Context SecurityContext security) {
        boolean details = Parameter.bool("detailed", detailed, false);
        boolean services = Parameter.bool("diagnostics", diagnostics, false);
        HealthStatus verdict = health.verdict();
        MetricsView metrics = MetricsView.of(pools, ledger);
        String status = verdict.state().word();
        if (!details && !services) {
            return Response.ok(new Summary(status, metrics.utilization(), metrics.active(), metrics.waiting()))
                    .build();
        }
        if (security.getUserPrincipal() == null) {
            return Response.fromResponse(Problem.of(Status.UNAUTHORIZED, "Details are for viewers: log in.")
                            .response())
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Leasewatch\"")
                    .build();
        }
        if (!security.isUserInRole("leasewatch-viewer") && !security.isUserInRole("leasewatch-admin")) {
            return Problem.of(Status.FORBIDDEN, "Details are for the role leasewatch-viewer.")
                    .response();
        }
        return Response.ok(new Details(
                        status,
                        metrics.utilization(),
                        metrics.active(),
                        metrics.waiting(),
                        Instant.now(),
                        verdict.reasons(),
                        StatisticsView.of(registry.statistics()),
                        pools.readings().stream().map(PoolView::of).toList(),
                        services ? StatisticsView.of(registry.statisticsByService()) : Map.of(),
                        services ? DiagnosticsView.of(diagnosis, any -> true, any -> true, MOST_PATTERNS) : null))
                .build();
    }

    /** For anybody. {@code utilization} is that of the pool that is worst off, in percent. */
    public record Summary(String status, double utilization, int active, int waiting) {}

    /** For viewers. With {@code diagnostics=true} {@code services} is filled, and {@code diagnostics} is not {@code null}. */
    public record Details(
            String status,
            double utilization,
            int active,
            int waiting,
            Instant timestamp,
            List<String> reasons,
            StatisticsView statistics,
            List<PoolView> pools,
            Map<String, StatisticsView> services,
            @Nullable DiagnosticsView diagnostics) {}
}
