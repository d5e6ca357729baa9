package io.leasewatch.web.rest;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.LeaseMonitoring;
import io.leasewatch.monitor.LiveUpdates;
import io.leasewatch.monitor.PoolMonitoring;
import io.leasewatch.monitor.view.LeaseView;
import io.leasewatch.monitor.view.StackView;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One lease, open or recently closed. */
@Path("/database/connections/{id: \\d{1,18}}")
@Tag(name = "Connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LeaseResource {

    private static final int MOST_FRAMES = 64;

    @Inject
    private LeaseMonitoring leases;

    @Inject
    private LiveUpdates liveUpdates;

    @Inject
    private PoolMonitoring poolMonitoring;

    @GET
    @Operation(
            summary = "One lease",
            description =
                    "An open or a recently closed lease. Admins also see the stack that took it and the current stack"
                            + " of its thread.")
    public Detail lease(@PathParam("id") long id, @Context SecurityContext security) {
        boolean stacks = security.isUserInRole("leasewatch-admin");
        Lease lease = leases.registry().openLeases().stream()
                .filter(open -> open.id() == id)
                .findAny()
                .or(() -> Stream.concat(
                                leases.registry().totals().history().stream(), liveUpdates.longLeases().all().stream())
                        .filter(closed -> closed.id() == id)
                        .findAny())
                .orElseThrow(() -> Problem.exception(
                        Status.NOT_FOUND, "No lease has that id, neither an open one nor a recently closed one."));
        Thread thread = living(lease);
        List<StackTraceElement> current = stacks && thread != null ? frames(thread) : null;
        return new Detail(
                LeaseView.of(
                        lease,
                        leases.registry(),
                        Instant.now(),
                        stacks,
                        lease.isOpen()
                                ? poolMonitoring.backends().servers().lookup().of(lease)
                                : null),
                thread == null ? "ended" : thread.getState().name().toLowerCase(Locale.ROOT),
                current == null ? null : StackView.texts(current),
                current == null ? null : StackView.origins(current));
    }

    private static @Nullable Thread living(Lease lease) {
        Thread thread = lease.isOpen() ? lease.holder().thread() : null;
        return thread != null && thread.isAlive() ? thread : null;
    }

    private static List<StackTraceElement> frames(Thread thread) {
        return Arrays.stream(thread.getStackTrace()).limit(MOST_FRAMES).toList();
    }

    /**
     * A lease, and the thread that took it. {@code threadState} is {@code ended} if the thread has ended or the lease is closed.
     * {@code currentStack} and {@code currentStackOrigins} are {@code null} for a user who may not see stacks.
     */
    public record Detail(
            LeaseView lease,
            String threadState,
            @Nullable List<String> currentStack,
            @Nullable List<String> currentStackOrigins) {}
}
