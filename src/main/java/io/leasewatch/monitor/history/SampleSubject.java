package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subject of samples. */
public enum SampleSubject {
    POOL("leasewatch_pool_sample", "utilization", "active", "waiting", "wait_millis", "hold_millis"),
    SERVICE("leasewatch_service_sample", "null", "active", "null", "null", "hold_millis");

    private final String table;
    private final String[] measures;

    /** @param measures the column for each {@link Distribution} of an {@link Aggregate}, in order */
    SampleSubject(String table, String... measures) {
        this.table = table;
        this.measures = measures;
    }

    String table() {
        return table;
    }

    /** The newest {@code most} samples in {@code span}, oldest first. */
    <T> List<T> newest(Connection connection, String columns, TimeRange span, int most, SqlRunner.Reading<T> reading)
            throws SQLException {
        List<T> newestFirst = SqlRunner.query(
                connection,
                "select " + columns + " from " + table + " where " + span.condition("taken_at", "name")
                        + " order by taken_at desc, instance desc, name desc limit ?",
                row -> {
                    span.bind(row);
                    row.number(most);
                },
                reading);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The select list for the distributions of all measures. */
    String spreads() {
        return Stream.of(measures)
                .map("cast(%s as double precision)"::formatted)
                .map(", min(%1$s), avg(%1$s), percentile_disc(0.95) within group (order by %1$s), max(%1$s)"::formatted)
                .collect(Collectors.joining());
    }
}
