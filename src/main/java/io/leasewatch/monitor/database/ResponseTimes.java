package io.leasewatch.monitor.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How long the last pings took. Not thread-safe. */
final class ResponseTimes {

    /** Two minutes at the usual interval. */
    static final int WINDOW = 60;

    private final Deque<Duration> last = new ArrayDeque<>();

    void add(Duration time) {
        last.addLast(time);
        if (last.size() > WINDOW) {
            last.removeFirst();
        }
    }

    /** The last one, zero before the first. */
    Duration last() {
        return last.isEmpty() ? Duration.ZERO : last.getLast();
    }

    Duration mean() {
        return last.isEmpty()
                ? Duration.ZERO
                : last.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(last.size());
    }

    Duration max() {
        return last.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
