package io.leasewatch.core.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last leases that were closed. Thread-safe; a ring, so memory is bounded and adding never waits. */
final class LeaseHistory {

    private final AtomicReferenceArray<Lease> ring;
    private final AtomicLong added = new AtomicLong();

    /** Keeps the last {@code size} leases, none if it is 0. */
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

    /** The kept leases, the newest first. */
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

    /** A history of another size that begins with what this one holds. */
    LeaseHistory resized(int size) {
        LeaseHistory other = new LeaseHistory(size);
        List<Lease> kept = newestFirst();
        for (int i = Math.min(size, kept.size()) - 1; i >= 0; i--) {
            other.add(kept.get(i));
        }
        return other;
    }
}
