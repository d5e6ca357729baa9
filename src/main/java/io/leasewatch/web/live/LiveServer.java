package io.leasewatch.web.live;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.web.view.GuardView;
import io.leasewatch.web.view.PgBouncersView;
import io.leasewatch.web.view.RedisView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server as a whole. {@code openLeases} is of all, of which the dashboard may show fewer; {@code stackCaptures} is what watching has
 * cost so far, and {@code ownShare} the share of a core that the regular looks take, {@code null} while nobody knows; {@code redis} {@code null} where none is configured.
 */
public record LiveServer(
        boolean enabled,
        int openLeases,
        long acquired,
        long stackCaptures,
        @Nullable Double ownShare,
        List<GuardView> databases,
        PgBouncersView pgbouncer,
        @Nullable RedisView redis) {

    static LiveServer of(
            LeaseRegistry registry,
            @Nullable Double ownShare,
            List<GuardView> databases,
            PgBouncersView pgbouncer,
            @Nullable RedisView redis) {
        return new LiveServer(
                registry.enabled(),
                registry.openLeases().size(),
                registry.statistics().totalAcquired(),
                registry.captures(),
                ownShare,
                databases,
                pgbouncer,
                redis);
    }
}
