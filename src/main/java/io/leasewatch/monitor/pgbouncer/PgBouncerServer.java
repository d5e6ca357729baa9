package io.leasewatch.monitor.pgbouncer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection of PgBouncer to PostgreSQL, as {@code SHOW SERVERS} has it.
 *
 * @param state such as {@code active} or {@code idle}
 * @param address where PostgreSQL is
 * @param localPort the port PgBouncer comes from, which PostgreSQL knows as the client's
 * @param connectedAt when it was opened, {@code null} if that is not said
 * @param requestedAt when it was asked for something last, {@code null} if that is not said
 * @param ptr its identity while it lasts
 * @param link the {@link PgBouncerClient#ptr} of the client it serves, empty when it serves none
 * @param remotePid the process of PostgreSQL that serves it, 0 if that is not known yet
 * @param preparedStatements since 1.21, {@code null} before
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
