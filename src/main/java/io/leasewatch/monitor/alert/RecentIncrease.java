package io.leasewatch.monitor.alert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** By how much a count has risen of late. Memory is bounded by the number of marks. Not thread-safe. */
final class RecentIncrease {

    /** How many marks are kept of the time that counts; so it is up to a twelfth longer. */
    private static final int MARKS = 12;

    private final long windowNanos;
    private final Deque<Mark> marks = new ArrayDeque<>();
    /** The last mark before the time that counts. */
    private @Nullable Mark before;

    private long lastMarkNanos;
    private long last;
    private long sum;

    RecentIncrease(Duration window) {
        windowNanos = window.toNanos();
    }

    /** Takes note of {@code count} and answers the increase. What was counted before the first look does not count. */
    long at(long nowNanos, long count) {
        if (before == null) {
            before = new Mark(nowNanos, 0);
            lastMarkNanos = nowNanos;
        } else {
            // A count that went down was set back, and has risen from zero since.
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
