package io.leasewatch.monitor.live;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last ended leases that were held long enough to be visible in a timeline of minutes. Without this filter, a busy server would
 * show only the leases of the last second. Leaked leases are kept apart, so that load does not displace them.
 *
 * <p>Thread-safe and non-blocking. Memory is bounded.
 */
public final class LongLeases implements LeaseListener {

    /** The shortest visible hold time: about one pixel in five minutes. */
    static final Duration VISIBLE = Duration.ofMillis(500);

    /** The maximum number of leaked leases, and of others. */
    static final int MOST = 200;

    private final Ticker ticker;
    private final long startedNanos;
    private final AtomicLong completeSinceNanos;
    private final Newest leaked = new Newest();
    private final Newest others = new Newest();

    public LongLeases(Ticker ticker) {
        this.ticker = ticker;
        this.startedNanos = ticker.nanos();
        this.completeSinceNanos = new AtomicLong(startedNanos);
    }

    @Override
    public void closed(Lease lease) {
        // The hold time of an ended lease does not depend on the argument.
        if (lease.isDeclared() || lease.heldNanosAt(0) < VISIBLE.toNanos()) {
            return;
        }
        Lease dropped = (lease.hasLeaked() ? leaked : others).add(lease);
        if (dropped != null) {
            long now = ticker.nanos();
            long ended = now - dropped.endedBefore(now).toNanos();
            completeSinceNanos.accumulateAndGet(ended, (a, b) -> a - b >= 0 ? a : b);
        }
    }

    /** The leases that are kept: the leaked ones, then the others, each the oldest first. */
    public List<Lease> all() {
        return Stream.of(leaked, others).flatMap(kept -> kept.leases.stream()).toList();
    }

    /** When this listener was created, a reading of its ticker. It knows no lease that ended before. */
    public long startedNanos() {
        return startedNanos;
    }

    /** Since when no lease that ended was dropped, a reading of the ticker. */
    public long completeSinceNanos() {
        return completeSinceNanos.get();
    }

    /** The newest leases. */
    private static final class Newest {

        private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();
        private final AtomicInteger size = new AtomicInteger();

        /** Adds a lease and returns the oldest one, which it displaces; {@code null} if it displaces none. */
        @Nullable
        Lease add(Lease lease) {
            leases.add(lease);
            if (size.incrementAndGet() <= MOST) {
                return null;
            }
            Lease oldest = leases.poll();
            if (oldest != null) {
                size.decrementAndGet();
            }
            return oldest;
        }
    }
}
