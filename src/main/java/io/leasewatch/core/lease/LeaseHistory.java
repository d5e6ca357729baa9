package io.leasewatch.core.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last closed leases. Thread-safe; a ring buffer, so memory is bounded and adding does not block. */
final class LeaseHistory {

    private final AtomicReferenceArray<Lease> ring;
    private final AtomicLong added = new AtomicLong();

    /** Creates a history of the last {@code size} leases; 0 keeps none. */
    LeaseHistory(int size) {
        this.ring = new AtomicReferenceArray<>(size);
    }

    void add(Lease lease) {
        if (ring.length() > 0) {
            ring.setRelease((int) (added.getAndIncrement() % ring.length()), lease);
        }
    }

    int size() {
        return ring.length();
    }

    /** The leases in the history, the newest first. */
    List<Lease> newestFirst() {
        long last = added.get();
        List<Lease> leases = new ArrayList<>();
        for (long i = last - 1; i >= 0 && i >= last - ring.length(); i--) {
            Lease lease = ring.getAcquire((int) (i % ring.length()));
            if (lease != null) {
                leases.add(lease);
            }
        }
        return leases;
    }

    /** A history of another size with the newest leases of this one. */
    LeaseHistory resized(int size) {
        LeaseHistory other = new LeaseHistory(size);
        List<Lease> kept = newestFirst();
        for (int i = Math.min(size, kept.size()) - 1; i >= 0; i--) {
            other.add(kept.get(i));
        }
        return other;
    }
}
