package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.diagnosis.HealthStatus;
import io.leasewatch.monitor.view.DiagnosticsView;
import io.leasewatch.monitor.view.MetricsView;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.monitor.view.StatisticsView;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Health of the connections: a summary without login, details for viewers. */
@Path("/health/connections")
@Tag(name = "Health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private static final int MOST_PATTERNS = 100;

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "Health of all connections",
            description =
                    "The summary needs no login. detailed=true and diagnostics=true need the role leasewatch-viewer.")
    public Response health(
            @QueryParam("detailed") @Nullable String detailed,
            @QueryParam("diagnostics") @Nullable String diagnostics,
            @Context SecurityContext security) {
        boolean details = Parameter.bool("detailed", detailed, false);
        boolean services = Parameter.bool("diagnostics", diagnostics, false);
        Snapshot now = monitor.snapshot(Query.all(MOST_PATTERNS, false));
        HealthStatus verdict = now.health();
        MetricsView metrics = now.metrics();
        String status = verdict.state().word();
        if (!details && !services) {
            return Response.ok(new Summary(status, metrics.utilization(), metrics.active(), metrics.waiting()))
                    .build();
        }
        if (security.getUserPrincipal() == null) {
            return Response.fromResponse(
                            Problem.of(Status.UNAUTHORIZED, "Details need a login with the role leasewatch-viewer.")
                                    .response())
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Leasewatch\"")
                    .build();
        }
        if (!security.isUserInRole("leasewatch-viewer") && !security.isUserInRole("leasewatch-admin")) {
            return Problem.of(Status.FORBIDDEN, "Details need the role leasewatch-viewer.")
                    .response();
        }
        return Response.ok(new Details(
                        status,
                        metrics.utilization(),
                        metrics.active(),
                        metrics.waiting(),
                        now.timestamp(),
                        verdict.reasons(),
                        now.statistics(),
                        now.poolsWithoutLines(),
                        services ? now.statisticsByService() : Map.of(),
                        services ? now.diagnostics() : null))
                .build();
    }

    /** Needs no login. {@code utilization} is that of the most utilized pool, 0 to 1. */
    public record Summary(String status, double utilization, int active, int waiting) {}

    /** For viewers. With {@code diagnostics=true}, {@code services} is filled and {@code diagnostics} is not {@code null}. */
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
