package io.leasewatch.monitor.database;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a guarded database at one point in time.
 *
 * @param name the JNDI name of its data source
 * @param state its state
 * @param since when that state began
 * @param responseTime the response time of the last answered ping, zero before the first
 * @param meanResponseTime the mean response time of the last 60 answered pings
 * @param longestResponseTime the longest response time of the last 60 answered pings
 * @param lastError the last error, {@code null} if there was none; contains no text from the driver
 * @param lastErrorAt when the last error occurred, {@code null} if there was none
 * @param reconnections how often the database came up again after it was down
 * @param breaker the state of the circuit breaker of its pool
 * @param warm the number of connections that warm-up opened
 * @param poolerFull whether the last ping failed because a pooler before the database is full
 * @param notStarted the applications that did not start, if the database was down when the server started and can be used again
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
        int warm,
        boolean poolerFull,
        List<String> notStarted) {

    public DatabaseStatus {
        notStarted = List.copyOf(notStarted);
    }

    /** Whether the server is stopping. */
    public boolean isShuttingDown() {
        return state == DatabaseState.STOPPING;
    }

    /** Whether the database can be used. */
    public boolean isReady() {
        return state == DatabaseState.UP || state == DatabaseState.DEGRADED;
    }

    /** What is said of the applications that did not start. */
    public String notStartedText() {
        return String.join(", ", notStarted) + (notStarted.size() == 1 ? " has" : " have") + " not started. " + name
                + " was down when the server started, and is up again";
    }

    /** {@code jdbc/orders is down since 2031-03-05T07:11:13Z: its host refuses connections}. */
    @Override
    public String toString() {
        String text = name + " is " + state.word() + " since " + since;
        return state == DatabaseState.UP || lastError == null ? text : text + ": " + lastError;
    }
}
