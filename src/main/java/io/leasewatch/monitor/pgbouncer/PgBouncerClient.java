package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client connection to PgBouncer, a row of {@code SHOW CLIENTS}.
 *
 * @param state {@code active}, {@code waiting}, {@code idle} (since 1.25), or the state of its cancel request
 * @param address the address of the client, as PgBouncer sees it
 * @param port the port of the client, as PgBouncer sees it; without address translation, the local port of the application's socket
 * @param connectedAt when the client connected, {@code null} if unknown
 * @param requestedAt when the client sent its last request, {@code null} if unknown
 * @param waited how long the client has been waiting for a server connection; zero if it is not waiting
 * @param ptr identifies the connection while it exists
 * @param link the {@link PgBouncerServer#ptr} of the server connection it is linked to, empty if there is none
 * @param applicationName the {@code application_name} of the client, often empty
 * @param preparedStatements the number of prepared statements, {@code null} before 1.21
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

    /** Whether the client is waiting for a server connection. */
    public boolean isWaiting() {
        return state.equals(WAITING);
    }
}
