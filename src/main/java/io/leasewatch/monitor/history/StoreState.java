package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the store of the history.
 *
 * @param condition whether rows can be written
 * @param since when that condition began
 * @param error the last error, without secrets; {@code null} if there was none
 * @param waiting rows in memory that are not written yet
 * @param dropped rows dropped because the backlog was full or the store rejected them
 * @param written rows written
 */
public record StoreState(
        Condition condition, Instant since, @Nullable String error, int waiting, long dropped, long written) {

    /** Whether rows can be written. */
    public enum Condition {
        /** The first attempt has not ended yet. */
        OPENING,
        UP,
        /** The store is not available. New rows are kept in memory, up to a limit. */
        DOWN
    }
}
