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

/** Opens the stores there are: a file, or a data source. Both have the same schema, which is brought up to date first. */
public final class Stores {

    private static final Logger LOG = System.getLogger(Stores.class.getName());

    private static final String NAME = "leasewatch-history";
    private static final String SUFFIX = ".mv.db";

    /** What H2 says of a file that it cannot make sense of. A file that somebody else has open is not among them. */
    private static final Set<Integer> CORRUPT = Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1);

    private Stores() {}

    /** A store in {@code dataSource}, which is somebody else's to close. */
    public static HistoryStore in(DataSource dataSource) throws SQLException {
        return aside(() -> {
            migrate(dataSource);
            return new JdbcStore(() -> aside(dataSource::getConnection), () -> {});
        });
    }

    /**
     * A store in a file in {@code directory}, both of which are made if they are not there. A file that cannot be read is moved aside and
     * never deleted.
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

    /** {@code name} is what H2 calls that file. */
    static HistoryStore open(String name) throws SQLException {
        JdbcDataSource file = new JdbcDataSource();
        file.setUser("leasewatch");
        // Open until it is closed by us, and not by H2's own hook, which would keep the classes of an application that
        // was stopped. What is committed is in the file, not half a second later.
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

    /** With a connection of the server's data source the thread works for Leasewatch, and not for whoever it works for otherwise. */
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
        // First, because what it throws says what is wrong with the database, and Flyway wraps that.
        dataSource.getConnection().close();
        Flyway.configure(Stores.class.getClassLoader())
                .dataSource(dataSource)
                .loggers(FlywayLog.class.getName())
                .resourceProvider(new Migrations())
                .javaMigrationClassProvider(List::of)
                .table("leasewatch_schema")
                // A schema that others use, too, is one that this history's own begins in.
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
                "LSW8101W: The file of the history could not be read and is now {0}. The history begins anew.",
                aside.getFileName());
    }
}
