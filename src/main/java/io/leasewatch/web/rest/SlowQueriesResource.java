package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.view.SlowQueriesView;
import io.leasewatch.monitor.view.SlowQueryView;
import io.leasewatch.web.http.Parameter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Slow statements. */
@Path("/database/slow-queries")
@Tag(name = "Slow statements")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SlowQueriesResource {

    public static final Comparator<SlowQueryView> BY_TOTAL =
            Comparator.comparingDouble(SlowQueryView::total).reversed();

    private static final Map<String, Comparator<SlowQueryView>> ORDERS = new TreeMap<>(Map.of(
            "total", BY_TOTAL,
            "count", Comparator.comparingLong(SlowQueryView::count).reversed(),
            "p95", Comparator.comparingDouble(SlowQueryView::p95).reversed(),
            "max", Comparator.comparingDouble(SlowQueryView::max).reversed(),
            "last-seen", Comparator.comparing(SlowQueryView::lastSeen).reversed()));

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "Lists slow statements",
            description =
                    "Statements that took longer than leasewatch.slow-queries.threshold, without their literals. sort"
                            + " is total (the default), count, p95, max or last-seen; the highest value comes first.")
    public SlowQueriesView slow(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit) {
        Query query = Queries.limited(limit);
        String word = Parameter.word("sort", sort, ORDERS.keySet());
        return Queries.snapshot(monitor, query, pool, null)
                .slowQueries(word == null ? BY_TOTAL : ORDERS.getOrDefault(word, BY_TOTAL));
    }
}
