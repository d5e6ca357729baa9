package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of one database since PgBouncer started, a row of {@code SHOW STATS}. Times are in microseconds, sizes in bytes.
 *
 * @param serverAssignments {@code null} before 1.23
 * @param clientParses {@code null} before 1.24
 * @param serverParses {@code null} before 1.24
 * @param binds {@code null} before 1.24
 * @param clientLogins {@code null} before 1.26
 */
public record Traffic(
        String database,
        @Nullable Long serverAssignments,
        long transactions,
        long queries,
        long received,
        long sent,
        long transactionMicros,
        long queryMicros,
        long waitMicros,
        @Nullable Long clientParses,
        @Nullable Long serverParses,
        @Nullable Long binds,
        @Nullable Long clientLogins) {

    static Traffic of(ConsoleRow row) {
        return new Traffic(
                row.text("database"),
                row.maybe("total_server_assignment_count"),
                row.number("total_xact_count"),
                row.number("total_query_count"),
                row.number("total_received"),
                row.number("total_sent"),
                row.number("total_xact_time"),
                row.number("total_query_time"),
                row.number("total_wait_time"),
                row.maybe("total_client_parse_count"),
                row.maybe("total_server_parse_count"),
                row.maybe("total_bind_count"),
                row.maybe("total_client_login_count"));
    }

    /** The rates since {@code before}; {@code null} if PgBouncer has reset its counters since. */
    @Nullable
    Rates since(Traffic before, Duration passed) {
        double seconds = passed.toNanos() / 1e9;
        if (seconds <= 0
                || queries < before.queries
                || transactions < before.transactions
                || waitMicros < before.waitMicros) {
            return null;
        }
        return new Rates(
                (transactions - before.transactions) / seconds,
                (queries - before.queries) / seconds,
                (waitMicros - before.waitMicros) / seconds,
                (received - before.received) / seconds,
                (sent - before.sent) / seconds);
    }
}
