package io.leasewatch.monitor.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The smallest value of a time up to now, zero until values cover that time. Not thread-safe. */
final class RecentMinimum {

    private final Deque<Value> rising = new ArrayDeque<>();
    private boolean begun;
    private long begunAtNanos;

    /** Adds the current value, and returns the smallest of the last {@code time}. */
    int add(int value, Duration time, long nanos) {
        if (!begun) {
            begun = true;
            begunAtNanos = nanos;
        }
        while (!rising.isEmpty() && rising.getLast().value >= value) {
            rising.removeLast();
        }
        rising.addLast(new Value(nanos, value));
        while (nanos - rising.getFirst().nanos > time.toNanos()) {
            rising.removeFirst();
        }
        return nanos - begunAtNanos < time.toNanos() ? 0 : rising.getFirst().value;
    }

    private record Value(long nanos, int value) {}
}
