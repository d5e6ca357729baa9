package io.leasewatch.monitor.history;

import java.sql.SQLException;
import java.time.Instant;

/**
 * A range of the history.
 *
 * @param from the start, inclusive
 * @param to the end, exclusive
 * @param name the pool or the service, empty for all
 * @param instance the server, empty for all
 */
public record TimeRange(Instant from, Instant to, String name, String instance) {

    /** Everything from {@code from}, inclusive, to {@code to}, exclusive. */
    public static TimeRange between(Instant from, Instant to) {
        return new TimeRange(from, to, "", "");
    }

    /** This range for one pool or service; for all if {@code wanted} is empty. */
    public TimeRange of(String wanted) {
        return new TimeRange(from, to, wanted, instance);
    }

    /** This range for one server; for all if {@code server} is empty. */
    public TimeRange on(String server) {
        return new TimeRange(from, to, name, server);
    }

    /** An SQL condition on these columns. */
    String condition(String moment, String subject) {
        return moment + " >= ? and " + moment + " < ?" + (name.isEmpty() ? "" : " and " + subject + " = ?")
                + (instance.isEmpty() ? "" : " and instance = ?");
    }

    /** Sets the parameters of {@link #condition}. */
    void bind(Parameters parameters) throws SQLException {
        parameters.at(from).at(to);
        if (!name.isEmpty()) {
            parameters.name(name);
        }
        if (!instance.isEmpty()) {
            parameters.text(instance);
        }
    }
}
