package io.leasewatch.cli;

import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.cli.server.NoAnswerException;
import io.leasewatch.cli.server.ServerAnswers.Judgement;
import io.leasewatch.cli.server.ServerAnswers.Leak;
import io.leasewatch.cli.server.ServerAnswers.Leaks;
import io.leasewatch.cli.server.ServerAnswers.Lease;
import io.leasewatch.cli.server.ServerAnswers.PoolState;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state that {@code top} shows.
 *
 * @param problems the judgements of the observed pools that are not ok, the worst first
 * @param holders the open leases of connections, the oldest first
 * @param openLeaks the number of open leaks of the observed pools; may be higher than the size of {@code leaks}
 */
record TopSnapshot(
        Summary summary,
        List<Judgement> problems,
        List<PoolState> pools,
        List<Lease> holders,
        List<Leak> leaks,
        int openLeaks) {

    /** @param pool the name of the only pool to observe, {@code null} for all */
    static TopSnapshot at(LeasewatchClient server, @Nullable String pool) {
        List<PoolState> all = server.pools();
        List<PoolState> pools = all.stream()
                .filter(one -> pool == null || one.poolName().equals(pool))
                .toList();
        if (pool != null && pools.isEmpty()) {
            throw NoAnswerException.forNow("--pool must be one of "
                    + all.stream().map(PoolState::poolName).collect(Collectors.joining(", ")) + ", was " + pool);
        }
        Leaks leaks = server.openLeaks();
        List<Leak> wanted = leaks.leaks().stream()
                .filter(leak -> pool == null || leak.pool().equals(pool))
                .toList();
        return new TopSnapshot(
                server.summary(),
                server.judgements().judgements().stream()
                        .filter(judgement -> !judgement.isOk())
                        .filter(judgement -> pool == null || judgement.pool().equals(pool))
                        .toList(),
                pools,
                server.connections().connections().stream()
                        .filter(lease -> !lease.declared())
                        .filter(lease -> pool == null || lease.pool().equals(pool))
                        .toList(),
                wanted,
                pool == null ? leaks.open() : wanted.size());
    }
}
