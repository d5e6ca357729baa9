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
 * The last leases that were held long enough to be seen in a picture of minutes. Where a thousand come back every second the last few
 * hundred would show nothing but that second.
 *
 * <p>Thread-safe. Nobody waits, and memory is bounded.
 */
public final class LongLeases implements LeaseListener {

    /** The shortest time that can be seen: a pixel of five minutes. */
    static final Duration SEEN = Duration.ofMillis(500);

    static final int MOST = 200;

    private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    @Override
    public void closed(Lease lease) {
        // What is over was held until its end, whatever the time is.
        if (lease.isDeclared() || lease.heldNanosAt(0) < SEEN.toNanos()) {
            return;
        }
        leases.add(lease);
        if (size.incrementAndGet() > MOST && leases.poll() != null) {
            size.decrementAndGet();
        }
    }

    /** The oldest first. */
    public Collection<Lease> all() {
        return Collections.unmodifiableCollection(leases);
    }
}
