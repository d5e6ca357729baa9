package io.leasewatch.web.rest;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.live.LongLeases;
import io.leasewatch.monitor.postgres.LeaseBackends;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.view.LeaseView;
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
import org.jspecify.annotations.Nullable;

/** One lease, open or among the last that were closed. */
@Path("/database/connections/{id: \\d{1,18}}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LeaseResource {

    private static final int MOST_FRAMES = 64;

    @Inject
    private LeaseRegistry registry;

    @Inject
    private LongLeases lasting;

    @Inject
    private LeaseBackends servers;

    @GET
    @Operation(summary = "One lease; for admins with where it was taken and where its thread is now")
    public Detail lease(@PathParam("id") long id, @Context SecurityContext security) {
        boolean stacks = security.isUserInRole("leasewatch-admin");
        Lease lease = registry.openLeases().stream()
                .filter(open -> open.id() == id)
                .findAny()
                .or(() -> Stream.concat(registry.history().stream(), lasting.all().stream())
                        .filter(closed -> closed.id() == id)
                        .findAny())
                .orElseThrow(() -> Problem.exception(
                        Status.NOT_FOUND,
                        "There is no lease of that id, neither open nor among the last that were closed."));
        Thread thread = living(lease);
        return new Detail(
                LeaseView.of(
                        lease,
                        registry,
                        Instant.now(),
                        stacks,
                        lease.isOpen() ? servers.look().of(lease) : null),
                thread == null ? "ended" : thread.getState().name().toLowerCase(Locale.ROOT),
                stacks && thread != null ? frames(thread) : null);
    }

    private static @Nullable Thread living(Lease lease) {
        Thread thread = lease.isOpen() ? lease.holder().thread() : null;
        return thread != null && thread.isAlive() ? thread : null;
    }

    private static List<String> frames(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .toList();
    }

    /**
     * A lease, what the thread that took it is at, {@code ended} if it is gone or the lease is closed, and where that thread is now:
     * {@code null} for those who may not see it.
     */
    public record Detail(
            LeaseView lease, String threadState, @Nullable List<String> currentStack) {}
}
