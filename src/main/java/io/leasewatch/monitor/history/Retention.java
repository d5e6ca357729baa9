package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Deletes rows that are too old, and the oldest rows of tables that are too large. */
final class Retention {

    private Retention() {}

    /** Deletes rows. Returns the number of deleted samples and events. */
    static int by(RetentionSettings retention, Connection connection) throws SQLException {
        int gone = 0;
        for (SampleSubject subject : SampleSubject.values()) {
            gone += older(connection, retention, subject.table(), "taken_at");
            gone += beyond(connection, retention, subject.table(), "taken_at", retention.mostSamples());
        }
        gone += older(connection, retention, "leasewatch_event", "happened_at");
        gone += beyond(connection, retention, "leasewatch_event", "happened_at", retention.mostEvents());
        SqlRunner.update(
                connection,
                "delete from leasewatch_hour where from_hour < ?",
                row -> row.at(AggregateStep.HOUR.begin(retention.before())));
        return gone;
    }

    private static int older(Connection connection, RetentionSettings retention, String table, String moment)
            throws SQLException {
        return SqlRunner.update(
                connection, "delete from " + table + " where " + moment + " < ?", row -> row.at(retention.before()));
    }

    /**
     * Deletes the oldest rows beyond {@code most}. Rows of one point in time are deleted together, so that no sample is incomplete. The
     * point in time is queried first, because H2 would evaluate a subquery for every row.
     */
    private static int beyond(Connection connection, RetentionSettings retention, String table, String moment, int most)
            throws SQLException {
        List<Long> last = SqlRunner.query(
                connection,
                "select " + moment + " from " + table + " where instance = ? order by " + moment
                        + " desc limit 1 offset ?",
                row -> row.text(retention.instance()).number(most),
                row -> row.getLong(1));
        return last.isEmpty()
                ? 0
                : SqlRunner.update(
                        connection,
                        "delete from " + table + " where instance = ? and " + moment + " <= ?",
                        row -> row.text(retention.instance()).number(last.get(0)));
    }
}
