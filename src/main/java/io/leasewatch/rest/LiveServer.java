package io.leasewatch.rest;

import io.leasewatch.health.Verdict;
import io.leasewatch.lease.LeaseRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server as a whole. {@code openLeases} is of all, of which the dashboard may show fewer; {@code stackCaptures} is what watching has
 * cost so far, and {@code ownShare} the share of a core that the regular looks take, {@code null} while nobody knows; {@code redis} {@code null} where none is configured.
 */
public record LiveServer(
        String status,
        List<String> reasons,
        boolean enabled,
        int openLeases,
        long acquired,
        long released,
        long stackCaptures,
        @Nullable Double ownShare,
        List<GuardView> databases,
        PgBouncersView pgbouncer,
        @Nullable RedisView redis) {

    static LiveServer of(
            Verdict verdict,
            LeaseRegistry registry,
            @Nullable Double ownShare,
            List<GuardView> databases,
            PgBouncersView pgbouncer,
            @Nullable RedisView redis) {
        var statistics = registry.statistics();
        return new LiveServer(
                verdict.state().word(),
                verdict.reasons(),
                registry.enabled(),
                registry.openLeases().size(),
                statistics.totalAcquired(),
                statistics.totalReleased(),
                registry.captures(),
                ownShare,
                databases,
                pgbouncer,
                redis);
    }
}
