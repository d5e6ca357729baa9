package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.diagnosis.HealthStatus;
import io.leasewatch.monitor.view.AlertView;
import io.leasewatch.monitor.view.GuardView;
import io.leasewatch.monitor.view.LeaseView;
import io.leasewatch.monitor.view.MetricsView;
import io.leasewatch.monitor.view.PgBouncersView;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.monitor.view.PostgresView;
import io.leasewatch.monitor.view.RedisView;
import io.leasewatch.monitor.view.RequestsView;
import io.leasewatch.monitor.view.StatisticsView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The health of all connections in one document. */
@Path("/database/health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
public class OverviewResource {

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "Health of all connections",
            description = "One document with the health status and its reasons, pools, open leases, alerts, guarded"
                    + " databases, PgBouncer, Redis, PostgreSQL and requests.")
    public Health health() {
        Snapshot now = monitor.snapshot(Queries.limited(null));
        HealthStatus status = now.health();
        return new Health(
                status.state().word(),
                status.reasons(),
                now.timestamp(),
                now.isShuttingDown(),
                new Database(
                        now.guarded(),
                        new ConnectionMonitoring(
                                now.metrics(),
                                now.statistics(),
                                now.openLeases(),
                                now.historicalCount(),
                                now.alerts(),
                                now.alerts(alert -> alert.rule().equals("leaks")),
                                now.poolsWithoutLines())),
                now.pools(),
                now.pgbouncer(),
                now.redis(),
                now.postgres(),
                now.requests());
    }

    /** Health of the connections: {@code status} is {@code healthy}, {@code degraded}, {@code unhealthy} or {@code unknown}; {@code reasons} says why. */
    public record Health(
            String status,
            List<String> reasons,
            Instant timestamp,
            boolean isShuttingDown,
            Database database,
            List<PoolView> pools,
            PgBouncersView pgbouncer,
            RedisView redis,
            List<PostgresView> postgres,
            RequestsView requests) {}

    /** Guarded databases, and the connections to all databases. */
    public record Database(List<GuardView> guarded, ConnectionMonitoring connectionMonitoring) {}

    /**
     * Connections: totals, counts since the start, the oldest open leases, the number of closed leases in memory, the latest alerts
     * and those of them about leaks, and the readings of the pools.
     */
    public record ConnectionMonitoring(
            MetricsView metrics,
            StatisticsView statistics,
            List<LeaseView> activeConnections,
            int historicalCount,
            List<AlertView> recentAlerts,
            List<AlertView> leakAlerts,
            List<PoolView> poolMetrics) {}
}
