package io.leasewatch.monitor.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a pool from the first warning until it was well again, as the API has it. Immutable.
 *
 * @param id identifies it on this server, for good: ids do not begin anew when the server starts
 * @param pool the pool, or the subject of its judgements
 * @param state the worst state so far, {@code warning} or {@code critical}
 * @param cause the cause of that state, as in judgements
 * @param sentence the problem in that state, as it was last
 * @param open whether it goes on
 * @param openedAt when it began
 * @param endedAt when it ended, {@code null} while it is open
 * @param ending how it ended, empty while it is open
 * @param lines the lines of code whose connections leaked, the most leaks first
 * @param hurt the operations that waited for a connection or got none, the most affected first
 * @param peakInUse the most connections in use at once
 * @param maxCount the maximum of the pool, {@code null} if unknown
 * @param timeouts acquisitions that timed out
 * @param next what to do, or what was to be done
 * @param timeline what happened when, the oldest first
 */
public record Incident(
        String id,
        String pool,
        String state,
        String cause,
        String sentence,
        boolean open,
        Instant openedAt,
        @Nullable Instant endedAt,
        String ending,
        List<Line> lines,
        List<Hurt> hurt,
        int peakInUse,
        @Nullable Integer maxCount,
        long timeouts,
        List<String> next,
        List<Step> timeline) {

    public Incident {
        lines = List.copyOf(lines);
        hurt = List.copyOf(hurt);
        next = List.copyOf(next);
        timeline = List.copyOf(timeline);
    }

    /** A line of code, and how many of its connections leaked. */
    public record Line(String site, int leaks) {}

    /**
     * An operation that was hurt.
     *
     * @param service the service
     * @param operation the operation, such as {@code GET /orders}
     * @param waited acquisitions that waited and got a connection
     * @param timedOut acquisitions that got none
     * @param waitedSeconds how long they waited in all
     */
    public record Hurt(String service, String operation, long waited, long timedOut, double waitedSeconds) {}

    /** One thing that happened. */
    public record Step(Instant at, String what) {}
}
