package io.leasewatch.monitor.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The highest of the last minute's numbers. Not thread-safe. */
final class RecentPeak {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Falls from the first to the last: a number that a later one reaches is not the highest any more. */
    private final Deque<Peak> peaks = new ArrayDeque<>();

    /** Adds a number that was found at {@code nowNanos}, and answers the highest. */
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
