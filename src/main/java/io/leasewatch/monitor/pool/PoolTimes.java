package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.spi.RecentDurations;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/**
 * Measures per pool how long acquisitions wait, and how long connections are held.
 *
 * <p>Thread-safe and non-blocking. Acquisitions that timed out count as waits too; otherwise a pool that hands out no connection would
 * appear to be the fastest. The hold time of a lease is recorded when it ends, unless it was reclaimed: how long a leak lasted says nothing about
 * how long code holds connections.
 */
public final class PoolTimes implements LeaseListener {

    private static final Logger LOG = SafeLogger.of(PoolTimes.class);

    private final ConcurrentMap<Pool, Times> pools = new ConcurrentHashMap<>();
    private final ConcurrentMap<Pool, LongAdder> longHolds = new ConcurrentHashMap<>();
    private Map<Pool, Times> retired = Map.of();
    private volatile long longHoldNanos;

    PoolTimes(Duration longHold) {
        longHoldNanos = longHold.toNanos();
    }

    void apply(Duration longHold) {
        longHoldNanos = longHold.toNanos();
    }

    @Override
    public void waited(Pool pool, long nanos) {
        times(pool).waits.record(nanos);
    }

    @Override
    public void closed(Lease lease) {
        if (lease.isDeclared()) {
            return;
        }
        Times times = times(lease.pool());
        long held = lease.heldNanosAt(0);
        if (lease.outcome() != Outcome.RECLAIMED) {
            times.holds.record(held);
        }
        if (held > longHoldNanos) {
            longHolds.computeIfAbsent(lease.pool(), pool -> new LongAdder()).increment();
            LOG.log(Level.DEBUG, "{0} was held for {1}", lease, Duration.ofNanos(held));
        }
    }

    private Times times(Pool pool) {
        Times times = pools.get(pool);
        return times == null ? pools.computeIfAbsent(pool, p -> new Times()) : times;
    }

    /**
     * Updates the recent times with what has been recorded by {@code nowNanos}. The times of a pool that was not used for five minutes are
     * removed, because they need much memory. What another thread records in them meanwhile is moved by the next update.
     */
    synchronized void update(long nowNanos) {
        retired.forEach((pool, times) -> {
            if (!times.isIdle()) {
                times.moveTo(times(pool));
            }
        });
        Map<Pool, Times> idle = new HashMap<>();
        pools.forEach((pool, times) -> {
            times.waits.update(nowNanos);
            times.holds.update(nowNanos);
            if (times.isIdle()) {
                pools.remove(pool);
                idle.put(pool, times);
            }
        });
        retired = idle;
    }

    /** The number of pools that have histograms. */
    int measured() {
        return pools.size();
    }

    /** Forgets the pools of these names. */
    void evict(Set<String> names) {
        longHolds.keySet().removeIf(pool -> names.contains(pool.name()));
    }

    /** The recent waits for connections of {@code pool}. */
    RecentDurations waits(Pool pool) {
        Times times = pools.get(pool);
        return times == null ? RecentDurations.NONE : times.waits.recent();
    }

    /** The recent hold times of {@code pool}. */
    RecentDurations holds(Pool pool) {
        Times times = pools.get(pool);
        return times == null ? RecentDurations.NONE : times.holds.recent();
    }

    /** The number of ended leases of {@code pool} that were long holds. */
    long longHolds(Pool pool) {
        LongAdder count = longHolds.get(pool);
        return count == null ? 0 : count.sum();
    }

    /**
     * Passes the waits of {@code pool} since the previous call to {@code consumer}: each duration, and the number of waits of that duration.
     * For a single caller.
     */
    public void drainWaits(Pool pool, ObjLongConsumer<Duration> consumer) {
        Times times = pools.get(pool);
        if (times != null) {
            times.waits.drain(consumer);
        }
    }

    /** As {@link #drainWaits}, for hold times. */
    public void drainHolds(Pool pool, ObjLongConsumer<Duration> consumer) {
        Times times = pools.get(pool);
        if (times != null) {
            times.holds.drain(consumer);
        }
    }

    void reset() {
        pools.values().forEach(times -> {
            times.waits.reset();
            times.holds.reset();
        });
        longHolds.clear();
    }

    private static final class Times {
        private final Timing waits = new Timing();
        private final Timing holds = new Timing();

        boolean isIdle() {
            return waits.isIdle() && holds.isIdle();
        }

        void moveTo(Times other) {
            waits.moveTo(other.waits);
            holds.moveTo(other.holds);
        }
    }
}
