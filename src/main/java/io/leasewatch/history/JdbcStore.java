package io.leasewatch.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the history in an SQL database: H2, or PostgreSQL from 12 on.
 *
 * <p>Thread-safe; each call has a connection of its own. Its statements are those that both databases know: what is to be written over
 * is deleted first, in the same transaction.
 */
final class JdbcStore implements HistoryStore {

    private static final String POOL_COLUMNS =
            "taken_at, instance, pool, utilization, active, idle, waiting, most, peak, wait_millis, hold_millis, timeouts, leaks";
    private static final String SERVICE_COLUMNS =
            "taken_at, instance, service, acquired, released, active, errors, hold_millis";
    private static final String EVENT_COLUMNS = "happened_at, instance, kind, event_key, pool, body";

    private static final String AFTER_THE_LAST_HOUR =
            "(select coalesce(max(from_hour) + 1, 0) * 3600000 from leasewatch_pool_hour)";

    private static final String WITHIN = " where taken_at >= ? and taken_at < ?";

    private final DataSource dataSource;
    private final Closing closing;

    /** {@code closing} is what else is to be done at the end. */
    JdbcStore(DataSource dataSource, Closing closing) {
        this.dataSource = dataSource;
        this.closing = closing;
    }

    @Override
    public void write(Batch batch) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                write(connection, batch);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void write(Connection connection, Batch batch) throws SQLException {
        Set<Taken> taken = new LinkedHashSet<>();
        batch.pools().forEach(sample -> taken.add(new Taken(sample.instance(), sample.at())));
        batch.services().forEach(sample -> taken.add(new Taken(sample.instance(), sample.at())));
        for (String table : new String[] {"leasewatch_pool_sample", "leasewatch_service_sample"}) {
            each(
                    connection,
                    "delete from " + table + " where taken_at = ? and instance = ?",
                    taken,
                    (row, one) -> row.at(one.at()).text(one.instance()));
        }
        each(connection, insert("leasewatch_pool_sample", POOL_COLUMNS), batch.pools(), JdbcStore::bind);
        each(connection, insert("leasewatch_service_sample", SERVICE_COLUMNS), batch.services(), JdbcStore::bind);
        each(
                connection,
                "delete from leasewatch_event where instance = ? and kind = ? and event_key = ?",
                batch.events(),
                (row, event) ->
                        row.text(event.instance()).text(event.kind().name()).text(event.key()));
        each(connection, insert("leasewatch_event", EVENT_COLUMNS), batch.events(), JdbcStore::bind);
    }

    private static void bind(Row row, PoolSample sample) throws SQLException {
        row.at(sample.at()).text(sample.instance()).text(sample.pool()).number(sample.utilization());
        row.number(sample.active())
                .number(sample.idle())
                .number(sample.waiting())
                .number(sample.max());
        row.number(sample.peak()).number(sample.waitMillis()).number(sample.holdMillis());
        row.number(sample.timeouts()).number(sample.leaks());
    }

    private static void bind(Row row, ServiceSample sample) throws SQLException {
        row.at(sample.at()).text(sample.instance()).text(sample.service()).number(sample.acquired());
        row.number(sample.released()).number(sample.active()).number(sample.errors());
        row.number(sample.holdMillis());
    }

    private static void bind(Row row, Event event) throws SQLException {
        row.at(event.at()).text(event.instance()).text(event.kind().name()).text(event.key());
        row.text(event.pool()).text(event.body());
    }

    private static String insert(String table, String columns) {
        return "insert into " + table + " (" + columns + ") values (" + columns.replaceAll("\\w+", "?") + ")";
    }

    @Override
    public List<PoolSample> samples(Span span, int most) throws SQLException {
        return newest("leasewatch_pool_sample", POOL_COLUMNS, span, "pool", most, JdbcStore::poolSample);
    }

    @Override
    public List<ServiceSample> services(Span span, int most) throws SQLException {
        return newest("leasewatch_service_sample", SERVICE_COLUMNS, span, "service", most, JdbcStore::serviceSample);
    }

    private <T> List<T> newest(String table, String columns, Span span, String subject, int most, Reading<T> reading)
            throws SQLException {
        String sql = "select " + columns + " from " + table + WITHIN + narrowed(span, subject)
                + " order by taken_at desc, instance, " + subject + " limit ?";
        List<T> rows = query(sql, row -> bind(row, span).number(most), reading);
        Collections.reverse(rows);
        return rows;
    }

    @Override
    public List<Aggregate> aggregates(Span span, Step step) throws SQLException {
        // Hours that are over are there already; the rest is hardly more than one.
        String sql = step == Step.HOUR
                ? "select * from leasewatch_pool_hour where from_hour >= ? / 3600000 and from_hour < ? / 3600000"
                        + narrowed(span, "pool") + " union all "
                        + summedUp(step, " and taken_at >= " + AFTER_THE_LAST_HOUR + narrowed(span, "pool"))
                : summedUp(step, narrowed(span, "pool"));
        return query(
                sql + " order by 1, 2, 3",
                row -> step == Step.HOUR ? bind(bind(row, span), span) : bind(row, span),
                row -> aggregate(row, step));
    }

    @Override
    public int sumUp(Instant until) throws SQLException {
        return update(
                "insert into leasewatch_pool_hour " + summedUp(Step.HOUR, " and not exists (select 1 from leasewatch_pool_hour h"
                        + " where h.from_hour = taken_at / 3600000 and h.instance = s.instance and h.pool = s.pool)"),
                row -> row.at(Instant.EPOCH).number(until.toEpochMilli() / 3_600_000 * 3_600_000));
    }

    private static String summedUp(Step step, String which) {
        // A literal, for a parameter in both places would be two different expressions to the database.
        String bucket = "taken_at / " + step.millis();
        return "select instance, pool, " + bucket + ", count(*)" + spread("utilization") + spread("active")
                + spread("waiting") + spread("wait_millis") + spread("hold_millis")
                + " from leasewatch_pool_sample s" + WITHIN + which + " group by instance, pool, " + bucket;
    }

    @Override
    public List<Event> events(Span span, Event.Kind kind, int most) throws SQLException {
        String sql = "select " + EVENT_COLUMNS + " from leasewatch_event where happened_at >= ? and happened_at < ?"
                + narrowed(span, "pool") + " and kind = ? order by happened_at desc, event_key limit ?";
        return query(sql, row -> bind(row, span).text(kind.name()).number(most), JdbcStore::event);
    }

    @Override
    public int forget(Instant before, int mostSamples) throws SQLException {
        int gone = 0;
        for (String table : new String[] {"leasewatch_pool_sample", "leasewatch_service_sample"}) {
            gone += update("delete from " + table + " where taken_at < ?", row -> row.at(before));
            // What was taken at one moment goes together, so that no sample is half there.
            gone += update(
                    "delete from " + table + " where taken_at <= (select taken_at from " + table
                            + " order by taken_at desc limit 1 offset ?)",
                    row -> row.number(mostSamples));
        }
        return gone + update("delete from leasewatch_event where happened_at < ?", row -> row.at(before));
    }

    @Override
    public void close() throws SQLException {
        closing.close();
    }

    private static String narrowed(Span span, String subject) {
        return (span.pool().isEmpty() ? "" : " and " + subject + " = ?")
                + (span.instance().isEmpty() ? "" : " and instance = ?");
    }

    private static Row bind(Row row, Span span) throws SQLException {
        row.at(span.from()).at(span.to());
        if (!span.pool().isEmpty()) {
            row.text(span.pool());
        }
        return span.instance().isEmpty() ? row : row.text(span.instance());
    }

    private static PoolSample poolSample(ResultSet row) throws SQLException {
        return new PoolSample(
                row.getString("instance"),
                row.getString("pool"),
                Instant.ofEpochMilli(row.getLong("taken_at")),
                row.getDouble("utilization"),
                row.getInt("active"),
                row.getInt("idle"),
                row.getObject("waiting", Integer.class),
                row.getObject("most", Integer.class),
                row.getInt("peak"),
                row.getObject("wait_millis", Double.class),
                row.getObject("hold_millis", Double.class),
                row.getLong("timeouts"),
                row.getInt("leaks"));
    }

    private static ServiceSample serviceSample(ResultSet row) throws SQLException {
        return new ServiceSample(
                row.getString("instance"),
                row.getString("service"),
                Instant.ofEpochMilli(row.getLong("taken_at")),
                row.getLong("acquired"),
                row.getLong("released"),
                row.getInt("active"),
                row.getLong("errors"),
                row.getDouble("hold_millis"));
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString("instance"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                Event.Kind.valueOf(row.getString("kind")),
                row.getString("event_key"),
                row.getString("pool"),
                row.getString("body"));
    }

    private static Aggregate aggregate(ResultSet row, Step step) throws SQLException {
        Spread utilization = spreadAt(row, 4);
        Spread active = spreadAt(row, 8);
        if (utilization == null || active == null) {
            throw new SQLException("a group of no samples");
        }
        return new Aggregate(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2) * step.millis()),
                row.getInt(3),
                utilization,
                active,
                spreadAt(row, 12),
                spreadAt(row, 16),
                spreadAt(row, 20));
    }

    private static @Nullable Spread spreadAt(ResultSet row, int column) throws SQLException {
        double min = row.getDouble(column);
        return row.wasNull()
                ? null
                : new Spread(min, row.getDouble(column + 1), row.getDouble(column + 2), row.getDouble(column + 3));
    }

    private <T> List<T> query(String sql, Binding binding, Reading<T> reading) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Row(statement));
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reading.read(found));
                }
            }
            return rows;
        }
    }

    private int update(String sql, Binding binding) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Row(statement));
            return statement.executeUpdate();
        }
    }

    private static <T> void each(Connection connection, String sql, Iterable<T> all, BindingOf<T> binding)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T one : all) {
                binding.bind(new Row(statement), one);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What there is to do when the store is closed. */
    @FunctionalInterface
    interface Closing {
        void close() throws SQLException;
    }

    @FunctionalInterface
    private interface Binding {
        void bind(Row row) throws SQLException;
    }

    @FunctionalInterface
    private interface BindingOf<T> {
        void bind(Row row, T one) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record Taken(String instance, Instant at) {}

    /** Sets the parameters of a statement from the first to the last. */
    private static final class Row {
        private final PreparedStatement statement;
        private int index;

        Row(PreparedStatement statement) {
            this.statement = statement;
        }

        Row at(Instant moment) throws SQLException {
            statement.setLong(++index, moment.toEpochMilli());
            return this;
        }

        Row text(String text) throws SQLException {
            statement.setString(++index, text);
            return this;
        }

        Row number(@Nullable Integer number) throws SQLException {
            statement.setObject(++index, number, Types.INTEGER);
            return this;
        }

        Row number(@Nullable Double number) throws SQLException {
            statement.setObject(++index, number, Types.DOUBLE);
            return this;
        }

        Row number(long number) throws SQLException {
            statement.setLong(++index, number);
            return this;
        }
    }
}
