package io.leasewatch.monitor.view;

import io.leasewatch.monitor.postgres.Backend;
import io.leasewatch.monitor.postgres.Capacity;
import io.leasewatch.monitor.postgres.LeaseBackends;
import io.leasewatch.monitor.postgres.PostgresFacts;
import io.leasewatch.monitor.postgres.PostgresSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A polled PostgreSQL database. {@code usableConnections} is {@code maxConnections} minus the reserved ones. {@code inUse} counts
 * the backends of all clients on all hosts. {@code sumOfPools} is the sum of the maximum sizes of this server's pools that
 * connect to the database. Unknown values are {@code null}. {@code rights} names missing privileges, and {@code advice} a problem
 * with the pool sizes; both are {@code null} if there is none.
 */
public record PostgresView(
        String name,
        String state,
        String why,
        Instant timestamp,
        @Nullable String version,
        @Nullable Integer maxConnections,
        @Nullable Integer reservedConnections,
        @Nullable Integer usableConnections,
        @Nullable Integer inUse,
        @Nullable Integer allBackends,
        int sumOfPools,
        List<Capacity.Demand.Share> pools,
        @Nullable String advice,
        @Nullable String rights,
        List<PostgresFacts.Client> clients,
        List<BlockedView> blocked) {

    private static final String RIGHTS =
            "Sessions of other users are counted, but their activity and locks are not shown. To show them, grant"
                    + " pg_read_all_stats (or pg_monitor) to the user that Leasewatch connects as.";

    public static PostgresView of(PostgresSnapshot snapshot, Capacity.Demand demand, LeaseBackends.Lookup lookup) {
        PostgresFacts facts = snapshot.facts();
        return new PostgresView(
                snapshot.name(),
                snapshot.state().name().toLowerCase(Locale.ROOT),
                snapshot.why(),
                snapshot.at(),
                facts == null ? null : facts.version(),
                facts == null ? null : (Integer) facts.maxConnections(),
                facts == null ? null : (Integer) facts.reserved(),
                snapshot.usable(),
                facts == null ? null : (Integer) facts.backends().size(),
                facts == null ? null : (Integer) facts.allBackends(),
                demand.sum(),
                demand.pools(),
                demand.advice(),
                facts == null || facts.mayReadAll() ? null : RIGHTS,
                facts == null ? List.of() : facts.clients(),
                facts == null
                        ? List.of()
                        : facts.blocked().stream()
                                .map(backend -> BlockedView.of(backend, facts, lookup))
                                .toList());
    }

    /**
     * A session that waits for a lock of another session. {@code chain} leads from it to the session at the root of the blocking,
     * as far as visible. {@code lease} is {@code null} if the session belongs to no open lease of this server. Ages are in
     * seconds.
     */
    public record BlockedView(
            int pid,
            @Nullable Long lease,
            String applicationName,
            @Nullable String waitEvent,
            @Nullable Double queryAge,
            @Nullable Double transactionAge,
            List<ServerView.BlockerView> blockedBy,
            List<Integer> chain) {

        public static BlockedView of(Backend backend, PostgresFacts facts, LeaseBackends.Lookup lookup) {
            return new BlockedView(
                    backend.pid(),
                    lookup.leaseOf(backend.pid()),
                    backend.applicationName(),
                    ServerView.waitEvent(backend),
                    ServerView.seconds(backend.queryAge()),
                    ServerView.seconds(backend.transactionAge()),
                    ServerView.BlockerView.of(lookup.blockers(backend)),
                    facts.chain(backend));
        }
    }
}
