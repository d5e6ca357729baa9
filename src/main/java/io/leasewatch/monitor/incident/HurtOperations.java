package io.leasewatch.monitor.incident;

import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.incident.Incident.Hurt;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the operations whose acquisitions waited or timed out, by pool. An acquisition counts if it waited for {@link #SHORTEST} or longer.
 * Thread-safe; at most {@value #MOST} operations are kept.
 */
public final class HurtOperations implements LeaseListener {

    static final Duration SHORTEST = Duration.ofMillis(100);

    private static final int MOST = 500;
    private static final int MOST_OF_INCIDENT = 20;
    private static final long SHORTEST_NANOS = SHORTEST.toNanos();

    private final Map<Key, Counts> counts = new ConcurrentHashMap<>();

    @Override
    public void waited(Pool pool, long nanos) {
        if (nanos >= SHORTEST_NANOS) {
            Counts now = of(pool);
            if (now != null) {
                now.waited.increment();
                now.nanos.add(nanos);
            }
        }
    }

    @Override
    public void timedOut(Pool pool, Site site) {
        Counts now = of(pool);
        if (now != null) {
            now.timedOut.increment();
        }
    }

    private @Nullable Counts of(Pool pool) {
        Operation operation = ThreadContext.current().borrower().operation();
        Key key = new Key(pool.name(), operation.service(), operation.name());
        Counts known = counts.get(key);
        return known != null || counts.size() >= MOST ? known : counts.computeIfAbsent(key, some -> new Counts());
    }

    /** What was counted for a pool so far, the most affected first. */
    List<Hurt> of(String pool) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().pool.equals(pool))
                .map(entry -> entry.getValue().of(entry.getKey()))
                .sorted(Comparator.comparingLong(Hurt::timedOut)
                        .thenComparingDouble(Hurt::waitedSeconds)
                        .reversed())
                .limit(MOST_OF_INCIDENT)
                .toList();
    }

    /** Begins anew for a pool. */
    void forget(String pool) {
        counts.keySet().removeIf(key -> key.pool.equals(pool));
    }

    private record Key(String pool, String service, String operation) {}

    /** The counts of one operation. An acquisition that timed out has waited too, and is not counted twice. */
    private static final class Counts {
        private final LongAdder waited = new LongAdder();
        private final LongAdder timedOut = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        Hurt of(Key key) {
            long failed = timedOut.sum();
            return new Hurt(key.service, key.operation, Math.max(0, waited.sum() - failed), failed, nanos.sum() / 1e9);
        }
    }
}
