package io.leasewatch.web.rest;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.NestedAcquisition;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.view.NestingView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Lines that take a connection while their thread holds one. */
@Path("/database/nested")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NestedResource {

    private static final int MOST = 1000;

    @Inject
    private LeaseRegistry registry;

    @GET
    @Operation(
            summary =
                    "Where a connection is taken by a thread that holds one, the most frequent first, and the size of the"
                            + " pool below which that can lock up")
    public Nested nested(@QueryParam("pool") @Nullable String pool, @QueryParam("limit") @Nullable String limit) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        Parameter.oneOf("pool", pool, registry.pools().keySet());
        List<NestedAcquisition> found = registry.nestings().all().stream()
                .filter(nesting -> pool == null
                        || nesting.innerPool().equals(pool)
                        || nesting.outerPool().equals(pool))
                .toList();
        long nanos = registry.ticker().nanos();
        Instant now = Instant.now();
        return new Nested(
                found.size(),
                registry.nestings().dropped(),
                found.stream()
                        .limit(most)
                        .map(nesting -> NestingView.of(nesting, nanos, now))
                        .toList());
    }

    /** Pairs of lines; {@code count} is of all that match, {@code dropped} of those that there was no room for. */
    public record Nested(int count, long dropped, List<NestingView> nested) {}
}
