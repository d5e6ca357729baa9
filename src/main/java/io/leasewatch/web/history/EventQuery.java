package io.leasewatch.web.history;

import io.leasewatch.monitor.history.EventFilter;
import java.time.Instant;

/**
 * A query for events in the history.
 *
 * @param since the earliest time, inclusive
 * @param pool the pool, empty for all
 * @param filter which events
 * @param skipped the number of events to skip
 * @param most the maximum number of events to return
 * @param stacks whether to return stacks
 */
public record EventQuery(Instant since, String pool, EventFilter filter, int skipped, int most, boolean stacks) {

    public boolean isAbout(String name) {
        return pool.isEmpty() || pool.equals(name);
    }
}
