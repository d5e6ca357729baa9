package io.leasewatch.monitor.history;

import java.sql.SQLException;
import java.time.Instant;

/**
 * Which part of the history is meant.
 *
 * @param from the first moment that is
 * @param to the first moment that is not any more
 * @param name the pool or the service, empty for all
 * @param instance the server, empty for all
 */
public record TimeRange(Instant from, Instant to, String name, String instance) {

    /** Everything between two moments. */
    public static TimeRange between(Instant from, Instant to) {
        return new TimeRange(from, to, "", "");
    }

    /** The same of one pool or service; of all if {@code wanted} is empty. */
    public TimeRange of(String wanted) {
        return new TimeRange(from, to, wanted, instance);
    }

    /** The same of one server; of all if {@code server} is empty. */
    public TimeRange on(String server) {
        return new TimeRange(from, to, name, server);
    }

    /** As a condition on columns of these names. */
    String condition(String moment, String subject) {
        return moment + " >= ? and " + moment + " < ?" + (name.isEmpty() ? "" : " and " + subject + " = ?")
                + (instance.isEmpty() ? "" : " and instance = ?");
    }

    /** The parameters of {@link #condition}. */
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
