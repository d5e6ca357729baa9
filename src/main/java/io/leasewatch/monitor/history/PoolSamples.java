package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table of pool samples. */
final class PoolSamples {

    private static final String COLUMNS =
            "taken_at, instance, name, utilization, active, idle, waiting, most, peak, wait_millis, hold_millis,"
                    + " timeouts, leaks";

    private PoolSamples() {}

    static void insert(Connection connection, List<PoolSample> samples) throws SQLException {
        SqlRunner.each(connection, SqlRunner.insert(SampleSubject.POOL.table(), COLUMNS), samples, PoolSamples::bind);
    }

    private static void bind(Parameters row, PoolSample sample) throws SQLException {
        row.at(sample.at()).text(sample.instance()).name(sample.pool()).number(sample.utilization());
        row.number(sample.active()).number(sample.idle());
        row.maybe(sample.waiting()).maybe(sample.max()).maybe(sample.peak());
        row.maybe(sample.waitMillis()).maybe(sample.holdMillis());
        row.number(sample.timeouts()).number(sample.leaks());
    }

    /** The newest {@code most} samples in {@code span}, oldest first. */
    static List<PoolSample> in(Connection connection, TimeRange span, int most) throws SQLException {
        return SampleSubject.POOL.newest(connection, COLUMNS, span, most, PoolSamples::read);
    }

    private static PoolSample read(ResultSet row) throws SQLException {
        return new PoolSample(
                row.getString("instance"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("taken_at")),
                row.getDouble("utilization"),
                row.getInt("active"),
                row.getInt("idle"),
                row.getObject("waiting", Integer.class),
                row.getObject("most", Integer.class),
                row.getObject("peak", Integer.class),
                row.getObject("wait_millis", Double.class),
                row.getObject("hold_millis", Double.class),
                row.getLong("timeouts"),
                row.getInt("leaks"));
    }
}
