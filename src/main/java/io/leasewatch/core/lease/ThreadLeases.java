package io.leasewatch.core.lease;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leases that one thread took and has not given back, so that a second one is known to be a second.
 *
 * <p>Only that thread may use it. Others close leases without saying so here; those are let go of when the thread takes the next. A
 * thread that takes one connection at a time needs one field of it.
 */
final class ThreadLeases {

    /** A thread that has taken more is not looked at more closely, so that taking one costs the same however many it has. */
    static final int MOST = 64;

    private @Nullable Lease innermost;
    private List<Lease> others = List.of();

    /** Whether the thread has nothing that it would have to give back. */
    boolean isEmpty() {
        Lease last = innermost;
        return (last == null || !last.isInHand()) && others.isEmpty();
    }

    /** How many it has of that pool, at most {@link #MOST} + 1. */
    int count(Pool pool) {
        letGo();
        int count = innermost != null && innermost.pool() == pool ? 1 : 0;
        for (Lease lease : others) {
            count += lease.pool() == pool ? 1 : 0;
        }
        return count;
    }

    /** The last that it has of that pool, the last of any without one; {@code null} if it has none. */
    @Nullable
    Lease last(Pool pool) {
        letGo();
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

    private void letGo() {
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
