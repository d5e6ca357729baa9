package io.leasewatch.monitor.query;

import java.time.Duration;

/**
 * Slow executions of statements that are not told apart any more, because there was no room.
 *
 * @param count how many
 * @param total how long they took, in sum
 * @param max the longest
 */
public record OtherStatements(long count, Duration total, Duration max) {

    static final OtherStatements NONE = new OtherStatements(0, Duration.ZERO, Duration.ZERO);

    OtherStatements and(SlowQueryTotals dropped) {
        return new OtherStatements(
                count + dropped.count(),
                total.plus(dropped.total()),
                max.compareTo(dropped.max()) > 0 ? max : dropped.max());
    }
}
