package io.leasewatch.monitor.view;

import io.leasewatch.monitor.database.DatabaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guarded database. Response times are in seconds: of the last ping, and the mean and maximum of the last 60 pings. They are
 * {@code null} before the first answer. {@code notStarted} are applications that did not start because it was down meanwhile.
 */
public record GuardView(
        String name,
        String state,
        Instant since,
        @Nullable Double responseTime,
        @Nullable Double meanResponseTime,
        @Nullable Double longestResponseTime,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        long reconnections,
        String breaker,
        int warmedUp,
        boolean isShuttingDown,
        List<String> notStarted) {

    public static GuardView of(DatabaseStatus status) {
        return new GuardView(
                status.name(),
                status.state().word(),
                status.since(),
                time(status.responseTime()),
                time(status.meanResponseTime()),
                time(status.longestResponseTime()),
                status.lastError(),
                status.lastErrorAt(),
                status.reconnections(),
                status.breaker().word(),
                status.warm(),
                status.isShuttingDown(),
                status.notStarted());
    }

    private static @Nullable Double time(Duration time) {
        return time.isZero() ? null : (Double) LeaseView.seconds(time.toNanos());
    }
}
