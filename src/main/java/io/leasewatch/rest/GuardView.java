package io.leasewatch.rest;

import io.leasewatch.database.DatabaseStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A guarded database; times of response are in seconds, of the last ping and of the last 60. */
public record GuardView(
        String name,
        String state,
        Instant since,
        double responseTime,
        double meanResponseTime,
        double longestResponseTime,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        long reconnections,
        String breaker,
        int warmedUp,
        boolean isShuttingDown) {

    static GuardView of(DatabaseStatus status) {
        return new GuardView(
                status.name(),
                status.state().word(),
                status.since(),
                LeaseView.seconds(status.responseTime().toNanos()),
                LeaseView.seconds(status.meanResponseTime().toNanos()),
                LeaseView.seconds(status.longestResponseTime().toNanos()),
                status.lastError(),
                status.lastErrorAt(),
                status.reconnections(),
                status.breaker().word(),
                status.warm(),
                status.isShuttingDown());
    }
}
