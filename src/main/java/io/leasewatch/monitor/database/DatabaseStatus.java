package io.leasewatch.monitor.database;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A guarded database at one moment.
 *
 * @param name the JNDI name it is guarded under
 * @param state how it is
 * @param since when that began
 * @param responseTime how long the last ping took that was answered, zero before the first
 * @param meanResponseTime the mean of the last 60
 * @param longestResponseTime the longest of the last 60
 * @param lastError what went wrong last, {@code null} if nothing has; holds nothing that a driver said
 * @param lastErrorAt when that was
 * @param reconnections how often it came back after it was down
 * @param breaker what stands before its pool
 * @param warm how many connections were opened for it when it was first reached
 */
public record DatabaseStatus(
        String name,
        DatabaseState state,
        Instant since,
        Duration responseTime,
        Duration meanResponseTime,
        Duration longestResponseTime,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        long reconnections,
        BreakerState breaker,
        int warm) {

    /** Whether the server is on its way down. */
    public boolean isShuttingDown() {
        return state == DatabaseState.STOPPING;
    }

    /** Whether the server can serve what needs it. */
    public boolean isReady() {
        return state == DatabaseState.UP || state == DatabaseState.DEGRADED;
    }

    /** {@code jdbc/orders is down since 2031-03-05T07:11:13Z: its host refuses connections}. */
    @Override
    public String toString() {
        String said = name + " is " + state.word() + " since " + since;
        return state == DatabaseState.UP || lastError == null ? said : said + ": " + lastError;
    }
}
