package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.view.JudgementView;
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

/** What is wrong with each pool. */
@Path("/database/judgements")
@Tag(name = "Pools")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class JudgementsResource {

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "What is wrong with each pool",
            description =
                    "For each pool, the worst first: its state and the cause, since when, the evidence, when all connections"
                            + " will be in use, and what to do. The dashboard, alerts and advice say the same.")
    public Judgements judgements(@QueryParam("pool") @Nullable String pool) {
        List<JudgementView> all =
                monitor.snapshot(Query.all(Integer.MAX_VALUE, false)).judgements();
        Parameter.oneOf("pool", pool, all.stream().map(JudgementView::pool).toList());
        return new Judgements(all.stream()
                .filter(judgement -> pool == null || judgement.pool().equals(pool))
                .toList());
    }

    /** One judgement for each pool, the worst first. */
    public record Judgements(List<JudgementView> judgements) {}
}
