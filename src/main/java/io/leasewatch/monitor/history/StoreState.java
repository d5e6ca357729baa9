package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the store of the history is.
 *
 * @param condition whether what is remembered gets there
 * @param since since when that is so
 * @param error what went wrong last, without anything secret; {@code null} if nothing has
 * @param waiting rows that are in memory and not in the store yet
 * @param dropped rows that were let go of because too many waited
 * @param written rows that were written
 */
public record StoreState(
        Condition condition, Instant since, @Nullable String error, int waiting, long dropped, long written) {

    /** Whether what is remembered gets there. */
    public enum Condition {
        /** Nobody has written to it yet. */
        OPENING,
        UP,
        /** Not at the moment: what comes meanwhile waits in memory, as long as there is room. */
        DOWN
    }
}
