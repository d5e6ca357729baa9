package io.leasewatch.web.history;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * What is looked for in the history.
 *
 * @param since nothing before this
 * @param pool the pool it is about, empty for all
 * @param wanted whether it is wanted otherwise
 * @param skipped how many of the first are left out
 * @param most how many are shown
 * @param stacks whether stacks may be seen
 */
public record EventQuery(
        Instant since, String pool, Predicate<JsonObject> wanted, int skipped, int most, boolean stacks) {

    public boolean isAbout(String name) {
        return pool.isEmpty() || pool.equals(name);
    }
}
