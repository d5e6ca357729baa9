package io.leasewatch.monitor.history;

import io.leasewatch.core.lease.ThreadContext;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Opens stores in a file or in a data source. Both have the same schema, which is migrated first. */
public final class Stores {

    private Stores() {}

    /** A store in {@code dataSource}. Closing the store does not close the data source. */
    public static HistoryStore in(DataSource dataSource) throws SQLException {
        return aside(() -> {
            migrate(dataSource);
            return new JdbcStore(() -> aside(dataSource::getConnection));
        });
    }

    /**
     * A store in a file in {@code directory}. Creates both if they do not exist. A file that cannot be read is renamed, never deleted; of a
     * file that has lost rows, a copy is kept.
     */
    public static HistoryStore inFile(Path directory, InstantSource clock) throws SQLException {
        return new JdbcStore(HistoryFile.open(directory, clock));
    }

    /** Runs {@code work} untracked, so that a connection of the server's data source is not counted as a lease of the current request. */
    private static <T> T aside(Work<T> work) throws SQLException {
        ThreadContext holder = ThreadContext.current();
        boolean before = holder.isAside();
        holder.stepAside();
        try {
            return work.run();
        } finally {
            if (!before) {
                holder.stepBack();
            }
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    public static void migrate(DataSource dataSource) throws SQLException {
        migrate(dataSource, "latest");
        EventColumns.fill(dataSource);
    }

    /** Migrates the schema to {@code version}. */
    public static void migrate(DataSource dataSource, String version) throws SQLException {
        // Connects first, because its exception names the problem with the database, and Flyway would wrap it.
        dataSource.getConnection().close();
        Flyway.configure(Stores.class.getClassLoader())
                .dataSource(dataSource)
                .loggers(FlywayLog.class.getName())
                .resourceProvider(new Migrations())
                .javaMigrationClassProvider(List::of)
                .table("leasewatch_schema")
                .target(version)
                // The schema may already contain tables of others.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
