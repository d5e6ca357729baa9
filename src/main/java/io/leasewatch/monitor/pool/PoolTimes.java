package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.spi.RecentDurations;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures per pool how long acquisitions wait, and how long connections are held.
 *
 * <p>Thread-safe and non-blocking. Acquisitions that timed out count as waits too; otherwise a pool that hands out no connection would
 * appear to be the fastest. The hold time of a lease is recorded when it ends.
 */
public final class PoolTimes implements LeaseListener {

    private static final Logger LOG = System.getLogger(PoolTimes.class.getName());

    private final ConcurrentMap<Pool, Times> pools = new ConcurrentHashMap<>();
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
        times.holds.record(held);
        if (held > longHoldNanos) {
            times.longHolds.increment();
            LOG.log(Level.DEBUG, "{0} was held for {1}", lease, Duration.ofNanos(held));
        }
    }

    private Times times(Pool pool) {
        Times times = pools.get(pool);
        return times == null ? pools.computeIfAbsent(pool, p -> new Times()) : times;
    }

    /** Updates the recent times with what has been recorded by {@code nowNanos}. */
    void update(long nowNanos) {
        pools.values().forEach(times -> {
            times.waits.update(nowNanos);
            times.holds.update(nowNanos);
        });
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
        Times times = pools.get(pool);
        return times == null ? 0 : times.longHolds.sum();
    }

    /**
     * Passes the waits between the last two polls to {@code consumer}: each duration, and the number of waits of that duration. For pool
     * listeners, which must call it after each poll.
     */
    public void waitsSinceLastReading(@Nullable Pool pool, ObjLongConsumer<Duration> consumer) {
        Times times = pool == null ? null : pools.get(pool);
        if (times != null) {
            times.waits.added(consumer);
        }
    }

    /** As {@link #waitsSinceLastReading}, for hold times. */
    public void holdsSinceLastReading(@Nullable Pool pool, ObjLongConsumer<Duration> consumer) {
        Times times = pool == null ? null : pools.get(pool);
        if (times != null) {
            times.holds.added(consumer);
        }
    }

    void reset() {
        pools.values().forEach(times -> {
            times.waits.reset();
            times.holds.reset();
            times.longHolds.reset();
        });
    }

    private static final class Times {
        private final Timing waits = new Timing();
        private final Timing holds = new Timing();
        private final LongAdder longHolds = new LongAdder();
    }
}
