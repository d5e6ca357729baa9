package io.leasewatch.monitor.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a poll, run on a connection that is not shared meanwhile. The text of statements is not read, because it may contain
 * literals, and the lease has the text of its own statement.
 */
final class PostgresQueries {

    /** The maximum number of backends to read. */
    static final int MOST = 5000;

    /** The maximum number of calls of {@code pg_blocking_pids}, each of which stops the lock manager of the database for a moment. */
    private static final int MOST_BLOCKED = 50;

    private static final String SERVER = """
            select current_setting('server_version'),
                   current_setting('max_connections')::int,
                   current_setting('superuser_reserved_connections')::int
                       + coalesce(nullif(current_setting('reserved_connections', true), ''), '0')::int,
                   pg_has_role(current_user, 'pg_read_all_stats', 'usage'),
                   pg_backend_pid(),
                   (select count(*)::int from pg_stat_activity)
            """;

    /**
     * Without the right to see a session, {@code backend_type} is null as well. Then a user and a database identify a client backend: most
     * of PostgreSQL's own processes have none.
     */
    private static final String BACKENDS = """
            select pid, coalesce(application_name, ''), usename, datname, host(client_addr), client_port,
                   state, wait_event_type, wait_event, query_start,
                   extract(epoch from clock_timestamp() - query_start)::float8,
                   extract(epoch from clock_timestamp() - xact_start)::float8,
                   extract(epoch from clock_timestamp() - state_change)::float8
            from pg_stat_activity
            where backend_type = 'client backend' or (backend_type is null and usename is not null and datname is not null)
            limit %d""".formatted(MOST);

    private static final String BLOCKED = """
            select pid, pg_blocking_pids(pid)
            from (select pid from pg_stat_activity where wait_event_type = 'Lock' limit %d) waiting
            """.formatted(MOST_BLOCKED);

    private PostgresQueries() {}

    static PostgresFacts read(Connection connection) throws SQLException {
        Map<Integer, Backend> backends = backends(connection);
        if (backends.values().stream().anyMatch(Backend::waitsForALock)) {
            blocked(connection).forEach((pid, by) -> backends.computeIfPresent(pid, (same, one) -> one.blockedBy(by)));
        }
        SocketEndpoint wire = SocketFinder.of(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return new PostgresFacts(
                    row.getString(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(6),
                    row.getBoolean(4),
                    wire != null && wire.backendPid() != row.getInt(5),
                    wire,
                    backends);
        }
    }

    private static Map<Integer, Backend> backends(Connection connection) throws SQLException {
        Map<Integer, Backend> backends = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(BACKENDS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Backend backend = new Backend(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6) == null ? null : (Integer) row.getInt(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        instant(row.getObject(10, OffsetDateTime.class)),
                        age(row, 11),
                        age(row, 12),
                        age(row, 13),
                        List.of());
                backends.put(backend.pid(), backend);
            }
        }
        return backends;
    }

    private static Map<Integer, List<Integer>> blocked(Connection connection) throws SQLException {
        Map<Integer, List<Integer>> blocked = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(BLOCKED);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                blocked.put(row.getInt(1), pids(row.getArray(2)));
            }
        }
        return blocked;
    }

    /** Without duplicates: a backend with parallel workers is listed once for each worker. */
    private static List<Integer> pids(@Nullable Array array) throws SQLException {
        List<Integer> pids = new ArrayList<>();
        if (array != null && array.getArray() instanceof Object[] values) {
            for (Object value : values) {
                if (value instanceof Integer pid && !pids.contains(pid)) {
                    pids.add(pid);
                }
            }
        }
        return pids;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** Never negative, even if the clock of the database was set back. */
    private static @Nullable Duration age(ResultSet row, int column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }
}
