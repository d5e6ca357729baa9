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
 * A snapshot of the holders of a pool. Immutable.
 *
 * @param id the number of the snapshot in this monitor, from 1
 * @param takenAt when it was taken
 * @param reason why it was taken
 * @param reading the reading of the pool at that time
 * @param summary the holders in one line, the lines of code with the most connections first
 * @param count the number of open leases
 * @param holdings the oldest open leases, the oldest first, at most {@link #MOST}
 * @param retained closed leases whose connections the server retained, at most {@link #MOST}; only the agent sees them
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

    /** Larger than most pools. */
    static final int MOST = 50;

    /** Why the snapshot was taken. */
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
                // The stack of a thread that has returned its connection meanwhile does not belong to the lease.
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
