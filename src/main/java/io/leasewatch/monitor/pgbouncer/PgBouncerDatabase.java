package io.leasewatch.monitor.pgbouncer;

import org.jspecify.annotations.Nullable;

/**
 * A database of PgBouncer, a row of {@code SHOW DATABASES}.
 *
 * @param name the name that clients connect to
 * @param host the host of PostgreSQL
 * @param database the name of the database in PostgreSQL
 * @param forceUser the user that PgBouncer logs in as, empty for the user of the client
 * @param poolSize the maximum number of server connections of each pool
 * @param minPoolSize the minimum number of server connections of each pool
 * @param reservePool how many additional server connections a pool may open when clients have waited for a while
 * @param maxConnections the maximum number of server connections of all its pools together, 0 for no limit
 * @param maxClients the maximum number of clients, {@code null} before 1.24
 * @param clients the current number of clients, {@code null} before 1.24
 */
public record PgBouncerDatabase(
        String name,
        String host,
        int port,
        String database,
        String forceUser,
        int poolSize,
        int minPoolSize,
        int reservePool,
        String poolMode,
        int maxConnections,
        int currentConnections,
        @Nullable Long maxClients,
        @Nullable Long clients,
        boolean paused,
        boolean disabled) {

    static PgBouncerDatabase of(ConsoleRow row) {
        return new PgBouncerDatabase(
                row.text("name"),
                row.text("host"),
                row.count("port"),
                row.text("database"),
                row.text("force_user"),
                row.count("pool_size"),
                row.count("min_pool_size"),
                // Renamed in 1.24.
                Math.max(row.count("reserve_pool"), row.count("reserve_pool_size")),
                row.text("pool_mode"),
                row.count("max_connections"),
                row.count("current_connections"),
                row.maybe("max_client_connections"),
                row.maybe("current_client_connections"),
                row.flag("paused"),
                row.flag("disabled"));
    }

    /** Whether this is the admin console, which is not a real database. */
    public boolean isConsole() {
        return name.equals("pgbouncer");
    }
}
