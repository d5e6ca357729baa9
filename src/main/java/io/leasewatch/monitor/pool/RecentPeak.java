package io.leasewatch.monitor.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The maximum of the last minute. Not thread-safe. */
final class RecentPeak {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Strictly decreasing: a number is removed when a later one is at least as high. */
    private final Deque<Peak> peaks = new ArrayDeque<>();

    /** Adds {@code number} and returns the maximum. */
    int add(int number, long nowNanos) {
        while (!peaks.isEmpty() && peaks.getLast().number <= number) {
            peaks.removeLast();
        }
        peaks.addLast(new Peak(number, nowNanos));
        while (nowNanos - peaks.getFirst().atNanos > MINUTE) {
            peaks.removeFirst();
        }
        return peaks.getFirst().number;
    }

    private record Peak(int number, long atNanos) {}
}
