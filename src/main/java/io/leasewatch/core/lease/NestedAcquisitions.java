package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Records where connections are acquired while others are held.
 *
 * <p>Thread-safe and non-blocking, because it is called on the thread that acquires the connection. Pairs of lines beyond {@link
 * #MOST} are counted and not recorded.
 */
public final class NestedAcquisitions {

    static final int MOST = 200;
    static final int MOST_THREADS = 64;

    private final ConcurrentMap<Pair, Seen> pairs = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final Set<SelfWait> waits = ConcurrentHashMap.newKeySet();

    NestedAcquisitions() {}

    void record(Lease outer, Lease inner, int depth, long nowNanos) {
        Seen seen = of(new Pair(outer.site(), outer.pool(), inner.site(), inner.pool()));
        if (seen != null) {
            seen.record(inner, depth, nowNanos);
        }
    }

    private @Nullable Seen of(Pair pair) {
        Seen seen = pairs.get(pair);
        if (seen == null) {
            if (pairs.size() >= MOST) {
                dropped.increment();
                return null;
            }
            seen = pairs.computeIfAbsent(pair, p -> new Seen());
        }
        return seen;
    }

    /** A thread begins to wait; {@code null} for a thread that holds no connection of the pool. */
    public void waitBegins(@Nullable SelfWait wait) {
        if (wait != null) {
            waits.add(wait);
        }
    }

    /** The wait has ended, with a connection or an exception. */
    public void waitEnds(@Nullable SelfWait wait) {
        if (wait != null) {
            waits.remove(wait);
        }
    }

    /** The threads that wait now. */
    public Set<SelfWait> waits() {
        return Set.copyOf(waits);
    }

    /** Records an acquisition that has to wait, before it gets its connection, if it ever does. */
    public void record(SelfWait wait, long nowNanos) {
        Pool pool = wait.held().pool();
        Seen seen = of(new Pair(wait.held().site(), pool, wait.site(), pool));
        if (seen != null) {
            seen.recordWait(wait.depth(), nowNanos);
        }
    }

    /** All pairs of lines, the most frequent first. */
    public List<NestedAcquisition> all() {
        return pairs.entrySet().stream()
                .map(entry -> entry.getValue().of(entry.getKey()))
                .sorted(Comparator.comparingLong(NestedAcquisition::times).reversed())
                .toList();
    }

    /** The number of nested acquisitions that were not recorded because the limit was reached. */
    public long dropped() {
        return dropped.sum();
    }

    void reset() {
        pairs.clear();
        dropped.reset();
    }

    private record Pair(Site outer, Pool outerPool, Site inner, Pool innerPool) {}

    private static final class Seen {
        private final LongAdder times = new LongAdder();
        private final AtomicInteger depth = new AtomicInteger();
        private final AtomicInteger threads = new AtomicInteger();
        /** One lease per thread that was nested at the last check. */
        private final AtomicReferenceArray<Lease> leases = new AtomicReferenceArray<>(MOST_THREADS);

        private volatile long lastNanos;

        void record(Lease inner, int newDepth, long nowNanos) {
            times.increment();
            lastNanos = nowNanos;
            raise(depth, newDepth);
            raise(threads, enter(inner));
        }

        void recordWait(int newDepth, long nowNanos) {
            times.increment();
            lastNanos = nowNanos;
            raise(depth, newDepth);
            raise(threads, 1);
        }

        /** Returns the number of threads that are nested now, including this one. */
        private int enter(Lease inner) {
            int others = 0;
            boolean entered = false;
            for (int i = 0; i < MOST_THREADS; i++) {
                Lease lease = leases.get(i);
                if (lease != null && lease.isOpen()) {
                    entered |= lease.holder() == inner.holder();
                    others += lease.holder() == inner.holder() ? 0 : 1;
                } else if (!entered) {
                    entered = leases.compareAndSet(i, lease, inner);
                    // Another thread has taken this slot.
                    others += entered ? 0 : 1;
                } else if (lease != null) {
                    leases.compareAndSet(i, lease, null);
                }
            }
            return Math.min(others + 1, MOST_THREADS);
        }

        private static void raise(AtomicInteger most, int value) {
            int before = most.get();
            while (value > before && !most.compareAndSet(before, value)) {
                before = most.get();
            }
        }

        NestedAcquisition of(Pair pair) {
            return new NestedAcquisition(
                    pair.outer,
                    pair.outerPool.name(),
                    pair.inner,
                    pair.innerPool.name(),
                    depth.get(),
                    threads.get(),
                    pair.innerPool.mostThreads(),
                    times.sum(),
                    lastNanos);
        }
    }
}
