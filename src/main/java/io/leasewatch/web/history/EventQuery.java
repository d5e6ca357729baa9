package io.leasewatch.web.history;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A query for events in the history.
 *
 * @param since the earliest time, inclusive
 * @param pool the pool, empty for all
 * @param wanted an additional filter on the JSON of the event
 * @param skipped the number of events to skip
 * @param most the maximum number of events to return
 * @param stacks whether to return stacks
 */
public record EventQuery(
        Instant since, String pool, Predicate<JsonObject> wanted, int skipped, int most, boolean stacks) {

    public boolean isAbout(String name) {
        return pool.isEmpty() || pool.equals(name);
    }
}
