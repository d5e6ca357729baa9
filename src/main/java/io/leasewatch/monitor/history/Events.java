package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of events. */
final class Events {

    private static final String COLUMNS =
            "happened_at, instance, kind, event_key, name, service, category, is_open, body";

    private Events() {}

    /** Writes the latest event for each key, replacing the earlier one. */
    static void write(Connection connection, List<Event> events) throws SQLException {
        Map<Object, Event> latest = new LinkedHashMap<>();
        events.forEach(event -> latest.put(List.of(event.instance(), event.kind(), event.key()), event));
        SqlRunner.each(
                connection,
                "delete from leasewatch_event where instance = ? and kind = ? and event_key = ?",
                latest.values(),
                (row, event) ->
                        row.text(event.instance()).text(event.kind().name()).text(event.key()));
        SqlRunner.each(connection, SqlRunner.insert("leasewatch_event", COLUMNS), latest.values(), Events::bind);
    }

    private static void bind(Parameters row, Event event) throws SQLException {
        row.at(event.at()).text(event.instance()).text(event.kind().name()).text(event.key());
        row.name(event.pool()).name(event.service()).text(event.category());
        row.bool(event.open()).text(event.body());
    }

    /** Events, newest first: skips {@code skipped}, returns at most {@code most}. */
    static List<Event> in(Connection connection, TimeRange span, EventFilter filter, int most, int skipped)
            throws SQLException {
        return SqlRunner.query(
                connection,
                "select " + COLUMNS + " from leasewatch_event where " + span.condition("happened_at", "name") + " and "
                        + filter.condition() + " order by happened_at desc, instance, event_key desc limit ? offset ?",
                row -> {
                    span.bind(row);
                    filter.bind(row);
                    row.number(most).number(skipped);
                },
                Events::read);
    }

    private static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getString("instance"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                Event.Kind.valueOf(row.getString("kind")),
                row.getString("event_key"),
                row.getString("name"),
                text(row, "service"),
                text(row, "category"),
                row.getBoolean("is_open"),
                row.getString("body"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
