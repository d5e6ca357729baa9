package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deletes rows that are too old, and the oldest rows of tables that are too large. */
final class Retention {

    /** How much longer identities of leaks are kept than other events. */
    private static final Duration IDENTITIES_LONGER = Duration.ofDays(365);

    /** Conditions on events. */
    private static final String IDENTITIES = "kind = 'IDENTITY'";

    private static final String OTHERS = "kind <> 'IDENTITY'";
    private static final String ALL = "true";

    private Retention() {}

    /** Deletes rows. Returns the number of deleted samples and events. */
    static int by(RetentionSettings retention, Connection connection) throws SQLException {
        int gone = 0;
        for (SampleSubject subject : SampleSubject.values()) {
            Rows samples = new Rows(subject.table(), "taken_at", ALL);
            gone += older(connection, retention.before(), samples);
            gone += beyond(connection, retention, samples, retention.mostSamples());
        }
        Rows events = new Rows("leasewatch_event", "happened_at", OTHERS);
        gone += older(connection, retention.before(), events);
        gone += beyond(connection, retention, events, retention.mostEvents());
        Rows identities = new Rows("leasewatch_event", "happened_at", IDENTITIES);
        gone += older(connection, retention.before().minus(IDENTITIES_LONGER), identities);
        gone += beyond(connection, retention, identities, retention.mostEvents());
        SqlRunner.update(
                connection,
                "delete from leasewatch_hour where from_hour < ?",
                row -> row.at(AggregateStep.HOUR.begin(retention.before())));
        return gone;
    }

    private static int older(Connection connection, Instant before, Rows rows) throws SQLException {
        return SqlRunner.update(
                connection,
                "delete from " + rows.table + " where " + rows.moment + " < ? and " + rows.condition,
                row -> row.at(before));
    }

    /**
     * Deletes the oldest rows beyond {@code most}. Rows of one point in time are deleted together, so that no sample is incomplete. The
     * point in time is queried first, because H2 would evaluate a subquery for every row.
     */
    private static int beyond(Connection connection, RetentionSettings retention, Rows rows, int most)
            throws SQLException {
        List<Long> last = SqlRunner.query(
                connection,
                "select " + rows.moment + " from " + rows.table + " where instance = ? and " + rows.condition
                        + " order by " + rows.moment + " desc limit 1 offset ?",
                row -> row.text(retention.instance()).number(most),
                row -> row.getLong(1));
        return last.isEmpty()
                ? 0
                : SqlRunner.update(
                        connection,
                        "delete from " + rows.table + " where instance = ? and " + rows.moment + " <= ? and "
                                + rows.condition,
                        row -> row.text(retention.instance()).number(last.get(0)));
    }

    /** The rows of a table that meet a condition, with the column of their moment. */
    private record Rows(String table, String moment, String condition) {}
}
