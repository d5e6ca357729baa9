package io.leasewatch.monitor.history;

import io.leasewatch.monitor.history.Aggregate.Distribution;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of samples, computed by the database.
 *
 * <p>Percentiles over a day of samples take a database seconds. So each completed hour is aggregated once, when the first sample of a later
 * hour is written. {@code leasewatch_server} has the time up to which this is done for each server: hours before it are in {@code
 * leasewatch_hour}, later samples are aggregated on demand. If a sample falls into a completed hour, because the clock was set back, the
 * aggregates from that hour on are computed again.
 */
final class HourlyAggregates {

    private static final String UNTIL = "select summed_until from leasewatch_server where server = ?";

    private HourlyAggregates() {}

    /** Aggregates completed hours, after samples of {@code instance} between {@code first} and {@code last} were written. */
    static void sumUp(Connection connection, String instance, Instant first, Instant last) throws SQLException {
        Instant now = AggregateStep.HOUR.begin(last);
        List<Instant> known = SqlRunner.query(
                connection, UNTIL, row -> row.text(instance), row -> Instant.ofEpochMilli(row.getLong(1)));
        Instant from = AggregateStep.HOUR.begin(first);
        if (!known.isEmpty() && known.get(0).isBefore(from)) {
            from = known.get(0);
        }
        if (from.equals(now) && known.contains(now)) {
            return;
        }
        TimeRange anew = TimeRange.between(from, now).on(instance);
        SqlRunner.update(
                connection,
                "delete from leasewatch_hour where instance = ? and from_hour >= ?",
                row -> row.text(instance).at(anew.from()));
        for (SampleSubject subject : SampleSubject.values()) {
            SqlRunner.update(
                    connection,
                    "insert into leasewatch_hour select '" + subject + "', " + sums(subject, AggregateStep.HOUR)
                            + " where " + anew.condition("taken_at", "name") + grouped(AggregateStep.HOUR),
                    anew::bind);
        }
        SqlRunner.update(connection, "delete from leasewatch_server where server = ?", row -> row.text(instance));
        SqlRunner.update(
                connection,
                "insert into leasewatch_server (server, summed_until) values (?, ?)",
                row -> row.text(instance).at(now));
    }

    /** The hours or days in {@code span}. The first one is complete even if {@code span} begins within it. */
    static List<Aggregate> in(Connection connection, SampleSubject subject, TimeRange span, AggregateStep step)
            throws SQLException {
        TimeRange whole = new TimeRange(step.begin(span.from()), span.to(), span.name(), span.instance());
        String condition = " where " + whole.condition("taken_at", "name");
        String select = step == AggregateStep.DAY
                ? "select " + sums(subject, step) + condition + grouped(step)
                : "select instance, name, from_hour, samples" + columns() + " from leasewatch_hour where "
                        + whole.condition("from_hour", "name") + " and subject = '" + subject + "' union all select "
                        + sums(subject, step)
                        + " join leasewatch_server on server = instance" + condition + " and taken_at >= summed_until"
                        + grouped(step);
        return SqlRunner.query(
                connection,
                select + " order by 1, 2, 3",
                row -> {
                    whole.bind(row);
                    if (step == AggregateStep.HOUR) {
                        whole.bind(row);
                    }
                },
                HourlyAggregates::read);
    }

    private static String sums(SampleSubject subject, AggregateStep step) {
        return "instance, name, " + bucket(step) + ", count(*)" + subject.spreads() + " from " + subject.table();
    }

    private static String grouped(AggregateStep step) {
        return " group by instance, name, " + bucket(step);
    }

    /** Uses literals, because the database would treat parameters in two places as two different expressions. */
    private static String bucket(AggregateStep step) {
        return "taken_at / " + step.millis() + " * " + step.millis();
    }

    private static String columns() {
        return Stream.of("utilization", "active", "waiting", "wait", "hold")
                .map(", %1$s_min, %1$s_avg, %1$s_p95, %1$s_max"::formatted)
                .collect(Collectors.joining());
    }

    private static Aggregate read(ResultSet row) throws SQLException {
        return new Aggregate(
                row.getString(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getInt(4),
                spread(row, 5),
                spread(row, 9),
                spread(row, 13),
                spread(row, 17),
                spread(row, 21));
    }

    private static @Nullable Distribution spread(ResultSet row, int column) throws SQLException {
        double min = row.getDouble(column);
        return row.wasNull()
                ? null
                : new Distribution(
                        min, row.getDouble(column + 1), row.getDouble(column + 2), row.getDouble(column + 3));
    }
}
