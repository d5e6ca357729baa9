package io.leasewatch.monitor.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database at one moment.
 *
 * @param name what we call it
 * @param state how it answered
 * @param why completes the sentence "PostgreSQL …"; empty if there is nothing to say
 * @param at when that was
 * @param atNanos the same, as a reading of the ticker from before it was asked
 * @param facts what it said, if it did
 * @param usable the most connections that applications may have, as it said last, if it ever did
 * @param full whether applications get no connection any more
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
