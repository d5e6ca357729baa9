package io.leasewatch.query;

import java.time.Duration;

/**
 * Slow executions of statements that are not told apart any more, because there was no room.
 *
 * @param count how many
 * @param total how long they took, in sum
 * @param max the longest
 */
public record Others(long count, Duration total, Duration max) {

    static final Others NONE = new Others(0, Duration.ZERO, Duration.ZERO);

    Others and(Slowness dropped) {
        return new Others(
                count + dropped.count(),
                total.plus(dropped.total()),
                max.compareTo(dropped.max()) > 0 ? max : dropped.max());
    }
}
