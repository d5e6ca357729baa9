package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table of service samples. */
final class ServiceSamples {

    private static final String COLUMNS =
            "taken_at, instance, name, acquired, released, active, errors, hold_millis, leaks";

    private ServiceSamples() {}

    static void insert(Connection connection, List<ServiceSample> samples) throws SQLException {
        SqlRunner.each(
                connection, SqlRunner.insert(SampleSubject.SERVICE.table(), COLUMNS), samples, ServiceSamples::bind);
    }

    private static void bind(Parameters row, ServiceSample sample) throws SQLException {
        row.at(sample.at()).text(sample.instance()).name(sample.service()).number(sample.acquired());
        row.number(sample.released()).number(sample.active()).number(sample.errors());
        row.maybe(sample.holdMillis()).number(sample.leaks());
    }

    /** The newest {@code most} samples in {@code span}, oldest first. */
    static List<ServiceSample> in(Connection connection, TimeRange span, int most) throws SQLException {
        return SampleSubject.SERVICE.newest(connection, COLUMNS, span, most, ServiceSamples::read);
    }

    private static ServiceSample read(ResultSet row) throws SQLException {
        return new ServiceSample(
                row.getString("instance"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("taken_at")),
                row.getLong("acquired"),
                row.getLong("released"),
                row.getInt("active"),
                row.getLong("errors"),
                row.getObject("hold_millis", Double.class),
                row.getInt("leaks"));
    }
}
