package io.leasewatch.web.rest;

import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.view.AdviceView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What there is to say of the pools. */
@Path("/database/advice")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdviceResource {

    @Inject
    private Advisor advisor;

    @GET
    @Operation(
            summary =
                    "Of every pool how large it should be, when leases that stay out will have used it up, and whether it leaks or"
                            + " is just too small; each with its reasons")
    public Advice advice(@QueryParam("pool") @Nullable String pool) {
        List<PoolAdvice> all = advisor.advice();
        Parameter.oneOf("pool", pool, all.stream().map(PoolAdvice::pool).toList());
        return new Advice(all.stream()
                .filter(some -> pool == null || some.pool().equals(pool))
                .map(AdviceView::of)
                .toList());
    }

    /** By pool, in the order of their names. */
    public record Advice(List<AdviceView> advice) {}
}
