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
 * How long connections of each pool are waited for, and how long they are held.
 *
 * <p>Thread-safe, and no borrower waits. Whoever waited in vain has waited, too: without those a pool that hands out nothing would
 * be the fastest of all. A lease counts when it is over.
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

    /** Looks what has been recorded by {@code nowNanos}. */
    void look(long nowNanos) {
        pools.values().forEach(times -> {
            times.waits.look(nowNanos);
            times.holds.look(nowNanos);
        });
    }

    /** How long connections of {@code pool} were waited for of late. */
    RecentDurations waits(Pool pool) {
        Times times = pools.get(pool);
        return times == null ? RecentDurations.NONE : times.waits.recent();
    }

    /** How long they were held. */
    RecentDurations holds(Pool pool) {
        Times times = pools.get(pool);
        return times == null ? RecentDurations.NONE : times.holds.recent();
    }

    /** How many leases of {@code pool} are over that were long. */
    long longHolds(Pool pool) {
        Times times = pools.get(pool);
        return times == null ? 0 : times.longHolds.sum();
    }

    /**
     * Hands on every wait between the last reading of the pools and the one before: how long it was, and how many were that long. To be
     * asked by listeners of readings, each time.
     */
    public void waitsSinceLastReading(@Nullable Pool pool, ObjLongConsumer<Duration> consumer) {
        Times times = pool == null ? null : pools.get(pool);
        if (times != null) {
            times.waits.added(consumer);
        }
    }

    /** The same for how long connections were held. */
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
