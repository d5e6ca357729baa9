package io.leasewatch.monitor.live;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.view.GuardView;
import io.leasewatch.monitor.view.PgBouncersView;
import io.leasewatch.monitor.view.RedisView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server in the live feed. {@code openLeases} counts all open leases, even if the dashboard shows fewer. {@code
 * stackCaptures} is the number of stacks captured so far. {@code ownShare} is the share of one core that periodic work of the
 * monitor takes, 0 to 1, {@code null} while unknown. {@code redis} is {@code null} if no Redis is configured. {@code timeline} says
 * from when on the leases of the feed are known.
 */
public record LiveServer(
        boolean enabled,
        int openLeases,
        long acquired,
        long stackCaptures,
        @Nullable Double ownShare,
        double poolWarning,
        double poolCritical,
        List<GuardView> databases,
        PgBouncersView pgbouncer,
        @Nullable RedisView redis,
        Timeline timeline) {

    /**
     * The times from which on leases are known, in milliseconds since 1970. No lease that ended before {@code startedAt} is known. Of those
     * that were held for half a second or longer, all that ended since {@code completeSince} are in the feed.
     */
    public record Timeline(long startedAt, long completeSince) {

        public static Timeline of(LongLeases leases, ClockOrigin origin) {
            return new Timeline(origin.millisAt(leases.startedNanos()), origin.millisAt(leases.completeSinceNanos()));
        }
    }

    public static LiveServer of(
            LeaseRegistry registry,
            @Nullable Double ownShare,
            PoolSettings pools,
            List<GuardView> databases,
            PgBouncersView pgbouncer,
            @Nullable RedisView redis,
            Timeline timeline) {
        return new LiveServer(
                registry.enabled(),
                registry.openLeases().size(),
                registry.totals().statistics().totalAcquired(),
                registry.captures(),
                ownShare,
                pools.warning(),
                pools.critical(),
                databases,
                pgbouncer,
                redis,
                timeline);
    }
}
