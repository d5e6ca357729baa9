package io.leasewatch.core.lease;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open leases of one thread, to detect nested acquisitions.
 *
 * <p>Only that thread may use it. Other threads may close these leases without updating this object; closed leases are removed at
 * the next acquisition. A thread that holds one connection at a time needs only one field.
 */
final class ThreadLeases {

    /** The maximum number of leases besides the newest. It bounds the cost of an acquisition. */
    static final int MOST = 64;

    private @Nullable Lease innermost;
    private List<Lease> others = List.of();

    /** Whether the thread holds no lease. */
    boolean isEmpty() {
        Lease last = innermost;
        return (last == null || !last.isInHand()) && others.isEmpty();
    }

    /** The number of held leases of {@code pool}, at most {@link #MOST} + 1. */
    int count(Pool pool) {
        removeClosed();
        int count = innermost != null && innermost.pool() == pool ? 1 : 0;
        for (Lease lease : others) {
            count += lease.pool() == pool ? 1 : 0;
        }
        return count;
    }

    /** The newest held lease of {@code pool}; without one, the newest of any pool; {@code null} if there is none. */
    @Nullable
    Lease last(Pool pool) {
        removeClosed();
        Lease last = innermost;
        for (int i = others.size() - 1; i >= 0 && last != null && last.pool() != pool; i--) {
            if (others.get(i).pool() == pool) {
                last = others.get(i);
            }
        }
        return last;
    }

    void take(Lease lease) {
        Lease before = innermost;
        if (before != null && before.isInHand() && others.size() < MOST) {
            if (others.isEmpty()) {
                others = new ArrayList<>();
            }
            others.add(before);
        }
        innermost = lease;
    }

    private void removeClosed() {
        if (!others.isEmpty()) {
            others.removeIf(lease -> !lease.isInHand());
        }
        if (innermost != null && !innermost.isInHand()) {
            innermost = others.isEmpty() ? null : others.remove(others.size() - 1);
        }
        if (others.isEmpty()) {
            others = List.of();
        }
    }
}
