package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.leak.HolderThreads.Seen;
import io.leasewatch.spi.PoolReading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Who held a pool at one moment. Immutable.
 *
 * @param id counts the snapshots of this monitor, from 1
 * @param takenAt when it was taken
 * @param reason why it was taken
 * @param reading the pool's numbers then: waiting, in use, how many are retained, and how many nobody saw being taken
 * @param summary the same in one line, the lines of code first that held the most
 * @param count how many leases were open
 * @param holdings those that had been open for longest, the oldest first, at most {@link #MOST}
 * @param retained leases that were closed, and whose connections the server kept, at most {@link #MOST}; only the agent sees them
 */
public record HoldersSnapshot(
        long id,
        Instant takenAt,
        Reason reason,
        PoolReading reading,
        String summary,
        int count,
        List<OpenLease> holdings,
        List<Lease> retained) {

    /** More than most pools have. */
    static final int MOST = 50;

    /** Why somebody looked. */
    public enum Reason {
        /** Threads had waited for a connection for some time. */
        WAITERS,
        /** An acquisition had timed out. */
        TIMEOUT
    }

    public HoldersSnapshot {
        holdings = List.copyOf(holdings);
        retained = List.copyOf(retained);
    }

    static HoldersSnapshot of(
            long id,
            Instant takenAt,
            Reason reason,
            PoolReading reading,
            String summary,
            Pool pool,
            LeaseRegistry from) {
        List<Lease> open = from.openLeases().stream()
                .filter(lease -> lease.pool() == pool && lease.isOpen())
                .toList();
        List<Lease> oldest = open.stream()
                .sorted(Comparator.comparingLong(Lease::id))
                .limit(MOST)
                .toList();
        Map<Long, Seen> threads = HolderThreads.of(oldest);
        long now = from.ticker().nanos();
        List<OpenLease> holdings = oldest.stream()
                // A thread that has given it back by now was seen at something else.
                .filter(Lease::isOpen)
                .map(lease -> OpenLease.of(lease, threads.get(lease.holder().threadId()), now))
                .toList();
        return new HoldersSnapshot(
                id,
                takenAt,
                reason,
                reading,
                summary,
                open.size(),
                holdings,
                pool.retained().stream().limit(MOST).toList());
    }
}
