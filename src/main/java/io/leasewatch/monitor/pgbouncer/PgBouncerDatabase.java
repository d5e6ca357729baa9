package io.leasewatch.monitor.pgbouncer;

import org.jspecify.annotations.Nullable;

/**
 * A database that PgBouncer offers, as {@code SHOW DATABASES} has it.
 *
 * @param name what clients call it
 * @param host where it is
 * @param database what PostgreSQL calls it
 * @param forceUser as whom PgBouncer logs in there, empty for as whoever asks
 * @param poolSize the most servers each of its pools may have
 * @param minPoolSize the fewest each of its pools keeps
 * @param reservePool how many more each may have when clients have waited for a while
 * @param maxConnections the most servers of all its pools together, 0 for no limit
 * @param maxClients the most clients, since 1.24; {@code null} before
 * @param clients its clients, since 1.24; {@code null} before
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

    /** The console, which is no database at all. */
    public boolean isConsole() {
        return name.equals("pgbouncer");
    }
}
