package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.view.AdviceView;
import io.leasewatch.web.http.Parameter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Advice on the size of each pool, and on leaks. */
@Path("/database/advice")
@Tag(name = "Advice")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdviceResource {

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "Advice on each pool",
            description =
                    "For each pool: the recommended size, the time until leases that are not returned exhaust the pool,"
                            + " and whether the pool leaks or is too small. Each piece of advice lists its reasons.")
    public Advice advice(@QueryParam("pool") @Nullable String pool) {
        List<AdviceView> all =
                monitor.snapshot(Query.all(Integer.MAX_VALUE, false)).advice();
        Parameter.oneOf("pool", pool, all.stream().map(AdviceView::pool).toList());
        return new Advice(all.stream()
                .filter(some -> pool == null || some.pool().equals(pool))
                .toList());
    }

    /** Advice for each pool, sorted by pool name. */
    public record Advice(List<AdviceView> advice) {}
}
