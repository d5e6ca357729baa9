package io.leasewatch.web.live;

import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.LiveUpdates;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.TimeRange;
import io.leasewatch.monitor.live.RecentReadings;
import io.leasewatch.web.history.StoreReader;
import io.leasewatch.web.http.Parameter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Recent readings of the pools, with which the dashboard fills its charts when it is opened. */
@Path("/database/trail")
@Tag(name = "Recent readings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RecentReadingsResource {

    private static final int MOST_SAMPLES = 60_000;

    @Inject
    private LiveUpdates liveUpdates;

    @Inject
    private HistoryRecording recording;

    @Inject
    private StoreReader store;

    @GET
    @Operation(
            summary = "Readings of the last five minutes, or of the history",
            description = "Readings of each pool, one per second, oldest first. With since and until, points in time or"
                    + " durations such as PT24H, at most 600 points per pool from the history; each has the"
                    + " maximum of its interval. Times are milliseconds since 1970.")
    public Map<String, List<RecentReadings.Point>> trail(
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("pool") @Nullable String pool) {
        Instant now = Instant.now();
        Instant from = Parameter.since(since, now);
        Instant to = Parameter.moment("until", until, now);
        String name = Parameter.pool(pool);
        if (from == null) {
            Map<String, List<RecentReadings.Point>> all = liveUpdates.readings().points();
            return name.isEmpty() ? all : Map.of(name, all.getOrDefault(name, List.of()));
        }
        return remembered(TimeRange.between(from, to == null ? now : to)
                .of(name)
                .on(recording.recorder().settings().instance()));
    }

    private Map<String, List<RecentReadings.Point>> remembered(TimeRange span) {
        Map<String, List<RecentReadings.Point>> pools = new TreeMap<>();
        store.query(
                        known -> known.samples(span, MOST_SAMPLES),
                        "Leave out the parameter since to get the last five minutes.")
                .forEach(sample -> pools.computeIfAbsent(sample.pool(), one -> new ArrayList<>())
                        .add(point(sample)));
        return Downsampling.of(pools);
    }

    private static RecentReadings.Point point(PoolSample sample) {
        return new RecentReadings.Point(
                sample.at().toEpochMilli(),
                sample.active(),
                sample.idle(),
                sample.waiting(),
                sample.max(),
                sample.peak(),
                sample.waitMillis(),
                null,
                sample.holdMillis(),
                null);
    }
}
