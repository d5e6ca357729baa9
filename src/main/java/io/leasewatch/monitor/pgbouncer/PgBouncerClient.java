package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection of an application to PgBouncer, as {@code SHOW CLIENTS} has it.
 *
 * @param state {@code active}, {@code waiting}, since 1.25 {@code idle}, or how its cancel request fares
 * @param address where it comes from, as PgBouncer sees it
 * @param port the port it comes from: on the same machine, and where nothing translates addresses, that of the application's socket
 * @param connectedAt when it came, {@code null} if that is not said
 * @param requestedAt when it asked for something last, {@code null} if that is not said
 * @param waited for how long it has waited for a server; zero if it does not wait
 * @param ptr its identity while it lasts
 * @param link the {@link PgBouncerServer#ptr} of the server that serves it, empty when none does
 * @param applicationName what it called itself, often empty
 * @param preparedStatements since 1.21, {@code null} before
 */
public record PgBouncerClient(
        String user,
        String database,
        String state,
        String address,
        int port,
        @Nullable Instant connectedAt,
        @Nullable Instant requestedAt,
        Duration waited,
        String ptr,
        String link,
        String applicationName,
        String tls,
        String replication,
        @Nullable Long preparedStatements) {

    private static final String WAITING = "waiting";

    static PgBouncerClient of(ConsoleRow row) {
        String state = row.text("state");
        return new PgBouncerClient(
                row.text("user"),
                row.text("database"),
                state,
                row.text("addr"),
                row.count("port"),
                row.instant("connect_time"),
                row.instant("request_time"),
                state.startsWith(WAITING) ? row.duration("wait", "wait_us") : Duration.ZERO,
                row.text("ptr"),
                row.text("link"),
                row.text("application_name"),
                row.text("tls"),
                row.text("replication"),
                row.maybe("prepared_statements"));
    }

    /** Whether it waits for a server. */
    public boolean isWaiting() {
        return state.equals(WAITING);
    }
}
