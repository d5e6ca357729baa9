package io.leasewatch.web.rest;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.view.AlertView;
import io.leasewatch.monitor.view.LeaseView;
import io.leasewatch.monitor.view.MetricsView;
import io.leasewatch.monitor.view.StatisticsView;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Open and recently closed leases. */
@Path("/database/connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
public class ConnectionsResource {

    @Inject
    private Monitor monitor;

    @Inject
    private Settings settings;

    @Inject
    private AuditLog audit;

    @Context
    private SecurityContext security;

    @GET
    @Operation(
            summary = "Lists open leases, or recently closed ones",
            description =
                    "Open leases, oldest first. With released=true, the most recently closed leases, newest first."
                            + " minAge is a number of seconds or an ISO 8601 duration. With stacks=true, the role leasewatch-admin"
                            + " gets the stacks too.")
    public Connections connections(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("service") @Nullable String service,
            @QueryParam("minAge") @Nullable String minAge,
            @QueryParam("released") @Nullable String released,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("stacks") @Nullable String stacks) {
        boolean closed = Parameter.bool("released", released, false);
        Query limited = Queries.limited(limit, stacks, security);
        Duration youngest = Parameter.duration("minAge", minAge, Duration.ZERO);
        Snapshot now = Queries.snapshot(monitor, limited, pool, service);
        Snapshot all = now.of(limited);
        long nanos = monitor.leases().registry().ticker().nanos();
        Predicate<Lease> oldEnough =
                lease -> Duration.ofNanos(lease.heldNanosAt(nanos)).compareTo(youngest) >= 0;
        return new Connections(
                now.metrics(),
                now.statistics(),
                all.statisticsByPool(),
                all.statisticsByService(),
                closed ? now.closedLeases(oldEnough) : now.openLeases(oldEnough),
                now.of(Query.all(100, false).ofPool(pool)).alerts());
    }

    @POST
    @Path("/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Clears statistics, ended leaks, alerts and holders snapshots",
            description = "Available in the profiles dev and test only. Open leases are not changed.")
    public Map<String, String> reset(@Nullable String body) {
        if (!settings.current().access().resettable()) {
            throw Problem.exception(Status.NOT_FOUND, "Nothing exists at this path.");
        }
        Parameter.onlyMembers(JsonBody.object(body), List.of());
        monitor.reset();
        audit.record(AdminAccess.name(security), "reset", Map.of());
        return Map.of(
                "done",
                "Statistics, recent leases, ended leaks, alerts and snapshots were cleared. Open leases were not"
                        + " changed.");
    }

    /** Leases, with the statistics and alerts of their pools and services. */
    public record Connections(
            MetricsView metrics,
            StatisticsView statistics,
            Map<String, StatisticsView> statisticsByPool,
            Map<String, StatisticsView> statisticsByService,
            List<LeaseView> connections,
            List<AlertView> alerts) {}
}
