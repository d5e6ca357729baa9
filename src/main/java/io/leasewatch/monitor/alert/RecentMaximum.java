package io.leasewatch.monitor.alert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The highest value within a sliding window. Memory is bounded by the number of marks. Not thread-safe. */
final class RecentMaximum {

    private static final int MARKS = 12;

    private final long windowNanos;
    private final Deque<Mark> marks = new ArrayDeque<>();

    RecentMaximum(Duration window) {
        windowNanos = window.toNanos();
    }

    /** Records {@code value} and returns the highest value in the window. */
    double at(long nowNanos, double value) {
        Mark last = marks.peekLast();
        if (last != null && nowNanos - last.nanos() < windowNanos / MARKS) {
            marks.removeLast();
            marks.add(new Mark(last.nanos(), Math.max(last.value(), value)));
        } else {
            marks.add(new Mark(nowNanos, value));
        }
        while (nowNanos - marks.getFirst().nanos() > windowNanos) {
            marks.removeFirst();
        }
        return marks.stream().mapToDouble(Mark::value).max().orElse(value);
    }

    private record Mark(long nanos, double value) {}
}
