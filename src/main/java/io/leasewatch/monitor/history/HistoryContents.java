package io.leasewatch.monitor.history;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What a history contains. It is also written to a small file beside the history, because H2 opens a damaged file with the last state that
 * it can read, without a word about what came after.
 *
 * @param rows the number of samples and events
 * @param newest the time of the newest sample or event in milliseconds since 1970, 0 if there is none
 */
record HistoryContents(long rows, long newest) {

    private static final String TABLES = """
            (select count(*) n, max(taken_at) newest, sum(active) read from leasewatch_pool_sample
            union all select count(*), max(taken_at), sum(active) from leasewatch_service_sample
            union all select count(*), max(happened_at), %s from leasewatch_event)""";

    /** Looks up indexes only. */
    private static final String COUNT = "select sum(n), max(newest) from " + TABLES.formatted("0");

    /** Reads every row. */
    private static final String READ =
            "select sum(n), max(newest), sum(read) from " + TABLES.formatted("sum(octet_length(body))");

    static HistoryContents count(Connection connection) throws SQLException {
        return query(connection, COUNT);
    }

    /** Reads all rows, and so finds damaged pages. */
    static HistoryContents read(Connection connection) throws SQLException {
        return query(connection, READ);
    }

    private static HistoryContents query(Connection connection, String sql) throws SQLException {
        return SqlRunner.query(connection, sql, row -> {}, row -> new HistoryContents(row.getLong(1), row.getLong(2)))
                .get(0);
    }

    /** The contents that {@code file} says the history had; empty if it is missing or cannot be read. */
    static Optional<HistoryContents> load(Path file) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return Optional.of(new HistoryContents(
                    Long.parseLong(values.getProperty("rows")), Long.parseLong(values.getProperty("newest"))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void save(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("rows", Long.toString(rows));
        values.setProperty("newest", Long.toString(newest));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(next)) {
            values.store(writer, null);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    boolean isMoreThan(HistoryContents other) {
        return newest > other.newest || rows > other.rows;
    }

    boolean hasRows() {
        return rows > 0;
    }

    /** A sentence about a file that is no longer there. */
    String sentence() {
        return "It contained " + rows + " rows until " + newestInstant() + ".";
    }

    Instant newestInstant() {
        return Instant.ofEpochMilli(newest);
    }
}
