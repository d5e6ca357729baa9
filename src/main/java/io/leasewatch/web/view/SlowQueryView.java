package io.leasewatch.web.view;

import io.leasewatch.monitor.query.SlowQuery;
import java.time.Duration;
import java.time.Instant;

/**
 * Slow executions of one statement. {@code sql} is without literals, and empty if nobody knows it; {@code site} is the line that took the
 * connection. Times are in seconds; {@code p50} and {@code p95} are of the slow ones only, and up to 1 % off.
 */
public record SlowQueryView(
        String sql,
        String pool,
        SiteView site,
        long count,
        double p50,
        double p95,
        double max,
        double total,
        Instant lastSeen) {

    public static SlowQueryView of(SlowQuery query) {
        return new SlowQueryView(
                query.sql(),
                query.pool(),
                SiteView.of(query.site()),
                query.count(),
                seconds(query.p50()),
                seconds(query.p95()),
                seconds(query.max()),
                seconds(query.total()),
                query.lastSeen());
    }

    public static double seconds(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e6;
    }
}
