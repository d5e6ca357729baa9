package io.leasewatch.monitor.live;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the last ended leases that were held long enough to be visible in a timeline of minutes. Without this filter, a busy server would
 * show only the leases of the last second.
 *
 * <p>Thread-safe and non-blocking. Memory is bounded.
 */
public final class LongLeases implements LeaseListener {

    /** The shortest visible hold time: about one pixel in five minutes. */
    static final Duration VISIBLE = Duration.ofMillis(500);

    static final int MOST = 200;

    private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    @Override
    public void closed(Lease lease) {
        // The hold time of an ended lease does not depend on the argument.
        if (lease.isDeclared() || lease.heldNanosAt(0) < VISIBLE.toNanos()) {
            return;
        }
        leases.add(lease);
        if (size.incrementAndGet() > MOST && leases.poll() != null) {
            size.decrementAndGet();
        }
    }

    /** The leases that are kept, the oldest first. */
    public Collection<Lease> all() {
        return Collections.unmodifiableCollection(leases);
    }
}
