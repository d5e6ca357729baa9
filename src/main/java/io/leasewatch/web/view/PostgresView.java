package io.leasewatch.web.view;

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
 * A PostgreSQL that is asked. {@code usableConnections} is {@code maxConnections} without those that are reserved; {@code inUse} are the
 * backends of all clients, wherever they are; {@code sumOfPools} is how many connections the pools of this server that lead there may
 * open. What it did not say is {@code null}. {@code rights} says what more rights would show, {@code advice} what is wrong with the pools.
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
            "Sessions of other users are counted, but what they do and whom they block is not shown: grant pg_read_all_stats"
                    + " (or pg_monitor) to the user who asks.";

    public static PostgresView of(PostgresSnapshot snapshot, Capacity.Demand demand, LeaseBackends.Look look) {
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
                                .map(backend -> BlockedView.of(backend, facts, look))
                                .toList());
    }

    /**
     * A session that waits for a lock of another. {@code chain} leads from it to the session that all of it comes from, as far as that can
     * be seen. {@code lease} is {@code null} for sessions that are no open lease of this server.
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

        public static BlockedView of(Backend backend, PostgresFacts facts, LeaseBackends.Look look) {
            return new BlockedView(
                    backend.pid(),
                    look.leaseOf(backend.pid()),
                    backend.applicationName(),
                    ServerView.waitEvent(backend),
                    ServerView.seconds(backend.queryAge()),
                    ServerView.seconds(backend.transactionAge()),
                    ServerView.BlockerView.of(look.blockers(backend)),
                    facts.chain(backend));
        }
    }
}
