package io.leasewatch.monitor.view;

import io.leasewatch.monitor.query.SlowQuery;
import java.time.Duration;
import java.time.Instant;

/**
 * Slow executions of one statement. {@code sql} has no literals, and is empty if unknown. {@code site} is the line of code that took the
 * connection. Times are in seconds. {@code p50} and {@code p95} cover slow executions only, with an error of up to 1 %.
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
