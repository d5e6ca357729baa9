package io.leasewatch.monitor.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database at one point in time.
 *
 * @param name its name in Leasewatch
 * @param state its state
 * @param why completes the sentence "PostgreSQL …"; empty if there is no problem
 * @param at when the poll ended
 * @param atNanos a reading of the ticker from before the poll
 * @param facts its answers, {@code null} if it did not answer
 * @param usable the maximum number of connections for applications, from the last answer; {@code null} before the first
 * @param full whether no connection is left for applications
 */
public record PostgresSnapshot(
        String name,
        PostgresState state,
        String why,
        Instant at,
        long atNanos,
        @Nullable PostgresFacts facts,
        @Nullable Integer usable,
        boolean full) {

    PostgresSnapshot but(PostgresState other, String reason) {
        return new PostgresSnapshot(name, other, reason, at, atNanos, null, usable, false);
    }
}
