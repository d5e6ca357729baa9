package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.monitor.view.NestingView;
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

/** Nested acquisitions: lines of code that take a connection while their thread already holds one. */
@Path("/database/nested")
@Tag(name = "Nested acquisitions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NestedResource {

    @Inject
    private Monitor monitor;

    @GET
    @Operation(
            summary = "Lists nested acquisitions, most frequent first",
            description =
                    "A nested acquisition takes a connection on a thread that already holds one. Each entry has the"
                            + " pool size below which the threads can deadlock.")
    public Nested nested(@QueryParam("pool") @Nullable String pool, @QueryParam("limit") @Nullable String limit) {
        Query query = Queries.limited(limit);
        Snapshot now = Queries.snapshot(monitor, query, pool, null);
        List<NestingView> found = now.nested();
        return new Nested(
                found.size(),
                now.droppedNested(),
                found.stream().limit(query.limit()).toList());
    }

    /** Pairs of lines of code. {@code count} counts all that match; {@code dropped} counts those discarded because the list was full. */
    public record Nested(int count, long dropped, List<NestingView> nested) {}
}
