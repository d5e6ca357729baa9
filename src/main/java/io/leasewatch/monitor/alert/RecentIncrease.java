package io.leasewatch.monitor.alert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The increase of a counter within a sliding window. Memory is bounded by the number of marks. Not thread-safe. */
final class RecentIncrease {

    /** The window is divided into this many marks, so it is up to a twelfth longer. */
    private static final int MARKS = 12;

    private final long windowNanos;
    private final Deque<Mark> marks = new ArrayDeque<>();
    /** The last mark before the window. */
    private @Nullable Mark before;

    private long lastMarkNanos;
    private long last;
    private long sum;

    RecentIncrease(Duration window) {
        windowNanos = window.toNanos();
    }

    /** Records {@code count} and returns the increase. The first recorded count is the baseline. */
    long at(long nowNanos, long count) {
        if (before == null) {
            before = new Mark(nowNanos, 0);
            lastMarkNanos = nowNanos;
        } else {
            // A counter that went down was reset to zero.
            sum += count < last ? count : count - last;
        }
        last = count;
        if (nowNanos - lastMarkNanos >= windowNanos / MARKS) {
            marks.add(new Mark(nowNanos, sum));
            lastMarkNanos = nowNanos;
        }
        while (!marks.isEmpty() && nowNanos - marks.getFirst().nanos() >= windowNanos) {
            before = marks.removeFirst();
        }
        return sum - before.sum();
    }

    private record Mark(long nanos, long sum) {}
}
