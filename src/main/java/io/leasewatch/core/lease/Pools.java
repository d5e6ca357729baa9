package io.leasewatch.core.lease;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The pools that were watched so far, by name. Thread-safe. */
final class Pools {

    private final ConcurrentMap<String, Pool> pools = new ConcurrentHashMap<>();

    /** The pool of that name, created as the pool of a wrapper by the first call. */
    Pool wrapped(String name, String target) {
        return pools.computeIfAbsent(name, n -> new Pool(n, target, true));
    }

    /** The pool of the wrapper in front of {@code target}; without one, the pool of that name, created as one that only the agent observes. */
    Pool observed(String name, String target) {
        for (Pool pool : pools.values()) {
            if (pool.isWrapped() && !target.isEmpty() && pool.target().equals(target)) {
                return pool;
            }
        }
        return pools.computeIfAbsent(name, n -> new Pool(n, target, false));
    }

    Map<String, Pool> all() {
        return new TreeMap<>(pools);
    }

    void reset() {
        pools.values().forEach(Pool::reset);
    }
}
