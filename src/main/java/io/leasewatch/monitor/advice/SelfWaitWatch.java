package io.leasewatch.monitor.advice;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.NestedAcquisitions;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.SelfWait;
import io.leasewatch.core.text.SafeLogger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reports threads that wait for a connection of a pool of which they hold one, while they wait: they are recorded as nested acquisitions,
 * and a line in the log names both lines of code.
 *
 * <p>Thread-safe. Every tick calls it. It writes at most one line per pool in {@link #REST}.
 */
public final class SelfWaitWatch {

    private static final Logger LOG = SafeLogger.of(SelfWaitWatch.class);

    /** A connection that another thread returns is usually there sooner. */
    static final Duration MOMENT = Duration.ofMillis(300);

    private static final Duration REST = Duration.ofSeconds(10);

    private final LeaseRegistry registry;
    private final Set<SelfWait> recorded = new HashSet<>();
    /** The pools that had a line in the last {@link #REST}, and when. */
    private final Map<Pool, Long> lastLines = new HashMap<>();

    public SelfWaitWatch(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** Records the threads that have waited for a moment, once per wait. */
    public synchronized void check() {
        NestedAcquisitions nestings = registry.ownership().nestings();
        Collection<SelfWait> waits = nestings.waits();
        recorded.retainAll(waits);
        long now = registry.ticker().nanos();
        lastLines.values().removeIf(before -> now - before >= REST.toNanos());
        Map<Pool, List<SelfWait>> found = waits.stream()
                .filter(wait -> now - wait.sinceNanos() >= MOMENT.toNanos() && recorded.add(wait))
                .collect(Collectors.groupingBy(wait -> wait.held().pool()));
        found.forEach((pool, threads) -> {
            threads.forEach(wait -> nestings.record(wait, now));
            report(pool, threads.get(0), now);
        });
    }

    private void report(Pool pool, SelfWait wait, long now) {
        if (lastLines.putIfAbsent(pool, now) != null) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "LSW2401W: Thread {0} waits at {1} for a connection of pool {2} while it holds one that it took at {3}."
                        + " {4}The pool needs at least {5} connections for such threads.",
                wait.held().holder().name(),
                wait.site(),
                pool.name(),
                wait.held().site(),
                isDeadlock(pool) ? "All its connections are held by threads that wait, so none can come free. " : "",
                Integer.toString(DeadlockBound.floor(Math.max(1, pool.mostThreads()), wait.depth())));
    }

    private boolean isDeadlock(Pool pool) {
        Integer limit = pool.limit();
        int stuck = registry.ownership().nestings().waits().stream()
                .filter(wait -> wait.held().pool() == pool)
                .mapToInt(wait -> wait.depth() - 1)
                .sum();
        return limit != null && stuck >= limit;
    }
}
