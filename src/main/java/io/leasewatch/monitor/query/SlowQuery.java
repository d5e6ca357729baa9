package io.leasewatch.monitor.query;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.time.Instant;

/**
 * The slow executions of one statement since the start, or since it was last evicted.
 *
 * @param sql the statement without literals, empty if unknown
 * @param pool the pool whose connection executed it
 * @param site the line of code that took the connection
 * @param count the number of slow executions
 * @param p50 the median duration of the slow executions, with an error of up to 1 %
 * @param p95 the 95th percentile, with the same error
 * @param max the longest duration
 * @param total the total duration
 * @param lastSeen when the last slow execution ended, to the second
 */
public record SlowQuery(
        String sql,
        String pool,
        Site site,
        long count,
        Duration p50,
        Duration p95,
        Duration max,
        Duration total,
        Instant lastSeen) {}
