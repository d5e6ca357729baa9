package io.leasewatch.monitor.history;

import io.leasewatch.core.lease.ThreadContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** Opens stores in a file or in a data source. Both have the same schema, which is migrated first. */
public final class Stores {

    private static final Logger LOG = System.getLogger(Stores.class.getName());

    private static final String NAME = "leasewatch-history";
    private static final String SUFFIX = ".mv.db";

    /** H2's error codes for a corrupt file. A file that is locked by another process has a different one. */
    private static final Set<Integer> CORRUPT = Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1);

    private Stores() {}

    /** A store in {@code dataSource}. Closing the store does not close the data source. */
    public static HistoryStore in(DataSource dataSource) throws SQLException {
        return aside(() -> {
            migrate(dataSource);
            return new JdbcStore(() -> aside(dataSource::getConnection), () -> {});
        });
    }

    /**
     * A store in a file in {@code directory}. Creates both if they do not exist. A corrupt file is renamed, never deleted.
     */
    public static HistoryStore inFile(Path directory, InstantSource clock) throws SQLException {
        try {
            return open("file:" + directory.resolve(NAME).toAbsolutePath());
        } catch (SQLException e) {
            if (!CORRUPT.contains(e.getErrorCode())) {
                throw e;
            }
            moveAside(directory, clock, e);
            return open("file:" + directory.resolve(NAME).toAbsolutePath());
        }
    }

    /** @param name the database name in H2's URL */
    static HistoryStore open(String name) throws SQLException {
        JdbcDataSource file = new JdbcDataSource();
        file.setUser("leasewatch");
        // The database stays open until shut(), and not until H2's shutdown hook, which would keep the classes of a
        // stopped
        // application in memory. A commit is written to the file at once, not after H2's default of half a second.
        file.setURL("jdbc:h2:" + name
                + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0;CACHE_SIZE=8192;TRACE_LEVEL_FILE=0");
        try {
            migrate(file);
        } catch (SQLException | RuntimeException e) {
            shutIfOpen(file, e);
            throw e;
        }
        return new JdbcStore(file::getConnection, () -> shut(file));
    }

    private static void shut(DataSource file) throws SQLException {
        try (Connection connection = file.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    private static void shutIfOpen(DataSource file, Exception why) {
        try {
            shut(file);
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
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

    private static void migrate(DataSource dataSource) throws SQLException {
        // Connects first, because its exception names the problem with the database, and Flyway would wrap it.
        dataSource.getConnection().close();
        Flyway.configure(Stores.class.getClassLoader())
                .dataSource(dataSource)
                .loggers(FlywayLog.class.getName())
                .resourceProvider(new Migrations())
                .javaMigrationClassProvider(List::of)
                .table("leasewatch_schema")
                // The schema may already contain tables of others.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static void moveAside(Path directory, InstantSource clock, SQLException why) throws SQLException {
        Path broken = directory.resolve(NAME + SUFFIX);
        String now = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(clock.instant());
        Path aside = directory.resolve(NAME + "-corrupt-" + now + SUFFIX);
        try {
            Files.move(broken, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            why.addSuppressed(e);
            throw why;
        }
        LOG.log(
                Level.WARNING,
                "LSW8101W: The file of the history could not be read. It was renamed to {0}, and a new file was"
                        + " created.",
                aside.getFileName());
    }
}
