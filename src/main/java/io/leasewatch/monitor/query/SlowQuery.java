package io.leasewatch.monitor.query;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.time.Instant;

/**
 * What slow executions of a statement came to, since the start or since it was last dropped.
 *
 * @param sql the statement without its literals, empty if nobody knows it
 * @param pool whose connection it was executed with
 * @param site the line that took that connection
 * @param count how often it was slow
 * @param p50 how long half of the slow ones took at most; up to 1 % off, as is {@code p95}
 * @param p95 the same of 95 of 100
 * @param max the longest
 * @param total all of them
 * @param lastSeen when the last one ended, to a second
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
