package io.leasewatch.core.lease;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The watched pools by name. Thread-safe. */
final class Pools {

    /** An application that is deployed again within this time finds its pools with their counts. */
    static final Duration EVICTED_AFTER = Duration.ofMinutes(10);

    private final ConcurrentMap<String, Pool> pools = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile Sorted sorted = new Sorted(0, Map.of());

    /** The pool of that name, created as the pool of a wrapper by the first call. */
    Pool wrapped(String name, String target) {
        return touched(name, target, true);
    }

    private Pool touched(String name, String target, boolean wrapped) {
        Pool before = pools.get(name);
        Pool pool = pools.compute(name, (n, known) -> {
            Pool touched = known == null ? new Pool(n, target, wrapped) : known;
            touched.touch();
            return touched;
        });
        if (pool != before) {
            // After the change, so that a copy made meanwhile is not taken for the current one.
            changes.incrementAndGet();
        }
        return pool;
    }

    /** The pool of the wrapper in front of {@code target}; without one, the pool of that name, created as one that only the agent observes. */
    Pool observed(String name, String target) {
        for (Pool pool : pools.values()) {
            if (pool.isWrapped() && !target.isEmpty() && pool.target().equals(target)) {
                pool.touch();
                return pool;
            }
        }
        return touched(name, target, false);
    }

    /** Removes the pools whose data sources are gone and whose connections are all returned, for {@link #EVICTED_AFTER}. Returns their names. */
    Set<String> evict(long nowNanos) {
        Set<String> evicted = new TreeSet<>();
        for (String name : pools.keySet()) {
            pools.computeIfPresent(name, (n, pool) -> {
                if (!pool.isUnusedFor(EVICTED_AFTER.toNanos(), nowNanos)) {
                    return pool;
                }
                evicted.add(n);
                return null;
            });
        }
        changes.addAndGet(evicted.size());
        return evicted;
    }

    /** The pools by name. Sorted only after a change, because several tasks read them in every tick, and there may be thousands. */
    Map<String, Pool> all() {
        long now = changes.get();
        Sorted known = sorted;
        if (known.change != now) {
            known = new Sorted(now, Collections.unmodifiableMap(new TreeMap<>(pools)));
            sorted = known;
        }
        return known.pools;
    }

    void reset() {
        pools.values().forEach(Pool::reset);
    }

    /** The pools as they were after so many changes, or a later one. */
    private record Sorted(long change, Map<String, Pool> pools) {}
}
