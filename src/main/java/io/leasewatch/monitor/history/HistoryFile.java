package io.leasewatch.monitor.history;

import io.leasewatch.core.text.SafeLogger;
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
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in a file. A small file beside it says what it contains; see {@link HistoryContents}. Thread-safe. */
final class HistoryFile implements JdbcStore.Database {

    private static final Logger LOG = SafeLogger.of(HistoryFile.class);

    private static final String NAME = "leasewatch-history";
    private static final String SUFFIX = ".mv.db";
    private static final String CONTENTS = NAME + ".contents";

    /** H2's error codes for a file that another process has open, or that the server may not read or write. */
    private static final Set<Integer> UNAVAILABLE =
            Set.of(ErrorCode.DATABASE_ALREADY_OPEN_1, ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2);

    private static final HistoryContents NOTHING = new HistoryContents(0, 0);

    private final JdbcDataSource source;
    private final Path contents;

    private HistoryFile(JdbcDataSource source, Path contents) {
        this.source = source;
        this.contents = contents;
    }

    static HistoryFile open(Path directory, InstantSource clock) throws SQLException {
        inspect(directory, clock);
        return open("file:" + directory.resolve(NAME).toAbsolutePath(), directory.resolve(CONTENTS));
    }

    /** @param name the database name in H2's URL */
    static HistoryFile open(String name, Path contents) throws SQLException {
        // The database stays open until close(), and not until H2's shutdown hook, which would keep the classes of a
        // stopped application in memory. A commit is written to the file at once, not after H2's default of half a
        // second.
        HistoryFile file = new HistoryFile(
                source(name, ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0;CACHE_SIZE=8192"), contents);
        try {
            Stores.migrate(file.source);
        } catch (SQLException | RuntimeException e) {
            file.closeAfter(e);
            throw e;
        }
        return file;
    }

    private static JdbcDataSource source(String name, String options) {
        JdbcDataSource source = new JdbcDataSource();
        source.setUser("leasewatch");
        source.setURL("jdbc:h2:" + name + options + ";TRACE_LEVEL_FILE=0");
        return source;
    }

    /**
     * Reads the file without writing to it, because H2 overwrites a damaged file with what is left of it. A file that cannot be read is
     * renamed; of a file that has lost rows, a copy is made.
     */
    private static void inspect(Path directory, InstantSource clock) throws SQLException {
        Path file = directory.resolve(NAME + SUFFIX);
        Path contents = directory.resolve(CONTENTS);
        Optional<HistoryContents> known = HistoryContents.load(contents);
        if (!Files.exists(file)) {
            known.filter(HistoryContents::hasRows).ifPresent(lost -> reportMissing(lost, contents));
            return;
        }
        String name = NAME + "-corrupt-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(clock.instant()) + SUFFIX;
        JdbcDataSource source = source("file:" + directory.resolve(NAME).toAbsolutePath(), ";ACCESS_MODE_DATA=r");
        try {
            HistoryContents found = read(source);
            if (known.isPresent() && known.get().isMoreThan(found)) {
                keepCopy(file, name, known.get(), found);
                save(found, contents);
            }
        } catch (SQLException e) {
            if (UNAVAILABLE.contains(e.getErrorCode())) {
                throw e;
            }
            if (e.getErrorCode() != ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1) {
                moveAside(file, name, known, e);
                save(NOTHING, contents);
            }
        }
    }

    private static HistoryContents read(JdbcDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            try {
                return HistoryContents.read(connection);
            } finally {
                // The file itself says that it stays open.
                shutDown(connection, "shutdown immediately");
            }
        }
    }

    private static void keepCopy(Path file, String name, HistoryContents known, HistoryContents found)
            throws SQLException {
        try {
            Files.copy(file, file.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SQLException("The damaged file of the history cannot be copied", e);
        }
        LOG.log(
                Level.WARNING,
                "LSW8105W: The file of the history is damaged. It contained {0} rows until {1}; {2} rows until {3} are"
                        + " left. A copy of the damaged file is {4}.",
                Long.toString(known.rows()),
                known.newestInstant(),
                Long.toString(found.rows()),
                found.newestInstant(),
                name);
    }

    private static void reportMissing(HistoryContents lost, Path contents) {
        LOG.log(
                Level.WARNING,
                "LSW8106W: The file of the history is missing. {0} A new file was created.",
                lost.sentence());
        save(NOTHING, contents);
    }

    private static void moveAside(Path file, String name, Optional<HistoryContents> known, SQLException why)
            throws SQLException {
        try {
            Files.move(file, file.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            why.addSuppressed(e);
            throw why;
        }
        LOG.log(
                Level.WARNING,
                "LSW8101W: The file of the history could not be read. It was renamed to {0}, and a new file was"
                        + " created.{1}",
                name,
                known.filter(HistoryContents::hasRows)
                        .map(lost -> " " + lost.sentence())
                        .orElse(""));
    }

    @Override
    public Connection connect() throws SQLException {
        return source.getConnection();
    }

    /** The rows to be deleted do not count from now on, in case the server is killed right after the deletion. */
    @Override
    public void deleting() {
        HistoryContents.load(contents).ifPresent(known -> save(new HistoryContents(0, known.newest()), contents));
    }

    @Override
    public void changed(Connection connection) throws SQLException {
        save(HistoryContents.count(connection), contents);
    }

    private static void save(HistoryContents now, Path contents) {
        try {
            now.save(contents);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The contents of the history could not be noted", e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = source.getConnection()) {
            shutDown(connection, "shutdown");
        }
    }

    private static void shutDown(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private void closeAfter(Exception why) {
        try {
            close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
