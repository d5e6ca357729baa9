package io.leasewatch.monitor.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The response times of the last pings. Not thread-safe. */
final class ResponseTimes {

    /** Two minutes of pings at the default interval. */
    static final int WINDOW = 60;

    private final Deque<Duration> last = new ArrayDeque<>();

    void add(Duration time) {
        last.addLast(time);
        if (last.size() > WINDOW) {
            last.removeFirst();
        }
    }

    /** The latest response time, zero before the first. */
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
