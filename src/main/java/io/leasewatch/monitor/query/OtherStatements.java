package io.leasewatch.monitor.query;

import java.time.Duration;

/**
 * The slow executions of statements that were evicted.
 *
 * @param count the number of slow executions
 * @param total their total duration
 * @param max the longest duration
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
