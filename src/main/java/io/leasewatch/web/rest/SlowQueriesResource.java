package io.leasewatch.web.rest;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.query.OtherStatements;
import io.leasewatch.monitor.query.SlowQueries;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.view.SlowQueryView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The statements that were slow. */
@Path("/database/slow-queries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SlowQueriesResource {

    private static final int MOST = 1000;

    public static final Comparator<SlowQueryView> BY_TOTAL =
            Comparator.comparingDouble(SlowQueryView::total).reversed();

    private static final Map<String, Comparator<SlowQueryView>> ORDERS = new TreeMap<>(Map.of(
            "total", BY_TOTAL,
            "count", Comparator.comparingLong(SlowQueryView::count).reversed(),
            "p95", Comparator.comparingDouble(SlowQueryView::p95).reversed(),
            "max", Comparator.comparingDouble(SlowQueryView::max).reversed(),
            "last-seen", Comparator.comparing(SlowQueryView::lastSeen).reversed()));

    @Inject
    private SlowQueries queries;

    @Inject
    private LeaseRegistry registry;

    @GET
    @Operation(
            summary =
                    "Statements that took longer than leasewatch.slow-queries.threshold, without their literals; the highest first"
                            + " by sort, which is total, count, p95, max or last-seen")
    public Slow slow(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit) {
        int most = Parameter.number("limit", limit, 100, 1, MOST);
        String word = Parameter.word("sort", sort, ORDERS.keySet());
        Parameter.oneOf("pool", pool, registry.pools().keySet());
        queries.note();
        return Slow.of(queries, pool, word == null ? BY_TOTAL : ORDERS.getOrDefault(word, BY_TOTAL), most);
    }

    /**
     * Slow statements; {@code count} is of all that match. Without {@code enabled} none is taken note of now. {@code others} are those that
     * there was no room for, of all pools; {@code missed} is how many executions there was no time to take note of.
     */
    public record Slow(
            boolean enabled, double threshold, int count, List<SlowQueryView> queries, OthersView others, long missed) {

        public static Slow of(SlowQueries all, @Nullable String pool, Comparator<SlowQueryView> order, int most) {
            List<SlowQueryView> found = all.queries().stream()
                    .filter(query -> pool == null || query.pool().equals(pool))
                    .map(SlowQueryView::of)
                    .sorted(order)
                    .toList();
            return new Slow(
                    all.settings().enabled(),
                    SlowQueryView.seconds(all.settings().threshold()),
                    found.size(),
                    found.stream().limit(most).toList(),
                    OthersView.of(all.others()),
                    all.missed());
        }
    }

    /** Statements that are not told apart, in seconds. */
    public record OthersView(long count, double total, double max) {

        public static OthersView of(OtherStatements others) {
            return new OthersView(
                    others.count(), SlowQueryView.seconds(others.total()), SlowQueryView.seconds(others.max()));
        }
    }
}
