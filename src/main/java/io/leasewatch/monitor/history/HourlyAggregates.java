package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples, summed up by the database.
 *
 * <p>Percentiles of a day of samples take a database seconds; so an hour that is over is summed up once, by who writes the first
 * sample of a later one. Per server it is known until when that has been done: what is before is in {@code leasewatch_hour}, what
 * is after is summed up when somebody asks. A sample of an hour that is over, as after the clock was set back, has the hours
 * from there on begin anew.
 */
final class HourlyAggregates {

    private static final String UNTIL = "select summed_until from leasewatch_server where server = ?";

    private HourlyAggregates() {}

    /** To be called when samples of {@code instance} were written, none before {@code first} and none after {@code last}. */
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

    /** Every hour or day in {@code span}, the first one from its beginning. */
    static List<Aggregate> in(Connection connection, SampleSubject subject, TimeRange span, AggregateStep step)
            throws SQLException {
        TimeRange whole = new TimeRange(step.begin(span.from()), span.to(), span.name(), span.instance());
        String condition = " where " + whole.condition("taken_at", "name");
        String asked = step == AggregateStep.DAY
                ? "select " + sums(subject, step) + condition + grouped(step)
                : "select instance, name, from_hour, samples" + columns() + " from leasewatch_hour where "
                        + whole.condition("from_hour", "name") + " and subject = '" + subject + "' union all select "
                        + sums(subject, step)
                        + " join leasewatch_server on server = instance" + condition + " and taken_at >= summed_until"
                        + grouped(step);
        return SqlRunner.query(
                connection,
                asked + " order by 1, 2, 3",
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

    /** With literals, for parameters in two places would be two different expressions to the database. */
    private static String bucket(AggregateStep step) {
        return "taken_at / " + step.millis() + " * " + step.millis();
    }

    private static String columns() {
        StringBuilder list = new StringBuilder();
        for (String measure : new String[] {"utilization", "active", "waiting", "wait", "hold"}) {
            for (String of : new String[] {"min", "avg", "p95", "max"}) {
                list.append(", ").append(measure).append('_').append(of);
            }
        }
        return list.toString();
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
