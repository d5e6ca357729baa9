package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Keeps the history in an SQL database: H2, or PostgreSQL 12 and later.
 *
 * <p>Thread-safe; each call uses its own connection. The SQL works on both databases, so rows to be replaced are first deleted in the same
 * transaction.
 */
final class JdbcStore implements HistoryStore {

    private final Database database;

    JdbcStore(Database database) {
        this.database = database;
    }

    @Override
    public void write(Batch batch) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try {
                write(connection, batch);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
            connection.setAutoCommit(true);
            database.changed(connection);
        }
    }

    private static void rollBack(Connection connection, Exception why) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static void write(Connection connection, Batch batch) throws SQLException {
        Map<String, TreeSet<Instant>> taken = new HashMap<>();
        batch.pools().forEach(sample -> moments(taken, sample.instance()).add(sample.at()));
        batch.services().forEach(sample -> moments(taken, sample.instance()).add(sample.at()));
        for (Map.Entry<String, TreeSet<Instant>> server : taken.entrySet()) {
            for (SampleSubject subject : SampleSubject.values()) {
                SqlRunner.each(
                        connection,
                        "delete from " + subject.table() + " where instance = ? and taken_at = ?",
                        server.getValue(),
                        (row, moment) -> row.text(server.getKey()).at(moment));
            }
        }
        PoolSamples.insert(connection, batch.pools());
        ServiceSamples.insert(connection, batch.services());
        for (Map.Entry<String, TreeSet<Instant>> server : taken.entrySet()) {
            TreeSet<Instant> moments = server.getValue();
            HourlyAggregates.sumUp(connection, server.getKey(), moments.first(), moments.last());
        }
        Events.write(connection, batch.events());
    }

    private static TreeSet<Instant> moments(Map<String, TreeSet<Instant>> taken, String instance) {
        return taken.computeIfAbsent(instance, name -> new TreeSet<>());
    }

    @Override
    public List<PoolSample> samples(TimeRange span, int most) throws SQLException {
        return query(connection -> PoolSamples.in(connection, span, most));
    }

    @Override
    public List<ServiceSample> services(TimeRange span, int most) throws SQLException {
        return query(connection -> ServiceSamples.in(connection, span, most));
    }

    @Override
    public List<Aggregate> aggregates(SampleSubject subject, TimeRange span, AggregateStep step) throws SQLException {
        return query(connection -> HourlyAggregates.in(connection, subject, span, step));
    }

    @Override
    public List<Event> events(TimeRange span, EventFilter filter, int most, int skipped) throws SQLException {
        return query(connection -> Events.in(connection, span, filter, most, skipped));
    }

    @Override
    public int deleteOld(RetentionSettings retention) throws SQLException {
        return query(connection -> {
            database.deleting();
            int deleted = Retention.by(retention, connection);
            database.changed(connection);
            return deleted;
        });
    }

    private <T> T query(Question<T> question) throws SQLException {
        try (Connection connection = database.connect()) {
            return question.apply(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    @FunctionalInterface
    private interface Question<T> {
        T apply(Connection connection) throws SQLException;
    }

    /** Opens connections, and learns of changes. Thread-safe. */
    interface Database {

        Connection connect() throws SQLException;

        /** Called before rows are deleted. */
        default void deleting() {}

        /** Called after each committed change, with a connection to query. */
        default void changed(Connection connection) throws SQLException {}

        /** Called once, when the store is closed. */
        default void close() throws SQLException {}
    }
}
