package io.leasewatch.monitor.pgbouncer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection of PgBouncer to PostgreSQL, a row of {@code SHOW SERVERS}.
 *
 * @param state such as {@code active} or {@code idle}
 * @param address the address of PostgreSQL
 * @param localPort the local port of PgBouncer, which is the client port in {@code pg_stat_activity}
 * @param connectedAt when it was opened, {@code null} if unknown
 * @param requestedAt when the last request was sent, {@code null} if unknown
 * @param ptr identifies the connection while it exists
 * @param link the {@link PgBouncerClient#ptr} of the client it is linked to, empty if there is none
 * @param remotePid the process id of the PostgreSQL backend, 0 if not known yet
 * @param preparedStatements the number of prepared statements, {@code null} before 1.21
 */
public record PgBouncerServer(
        String user,
        String database,
        String state,
        String address,
        int port,
        int localPort,
        @Nullable Instant connectedAt,
        @Nullable Instant requestedAt,
        String ptr,
        String link,
        int remotePid,
        String applicationName,
        String tls,
        String replication,
        @Nullable Long preparedStatements) {

    static PgBouncerServer of(ConsoleRow row) {
        return new PgBouncerServer(
                row.text("user"),
                row.text("database"),
                row.text("state"),
                row.text("addr"),
                row.count("port"),
                row.count("local_port"),
                row.instant("connect_time"),
                row.instant("request_time"),
                row.text("ptr"),
                row.text("link"),
                row.count("remote_pid"),
                row.text("application_name"),
                row.text("tls"),
                row.text("replication"),
                row.maybe("prepared_statements"));
    }
}
