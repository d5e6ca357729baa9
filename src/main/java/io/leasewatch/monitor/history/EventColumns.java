package io.leasewatch.monitor.history;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Fills the columns of events that a release without these columns has written, from the bodies of the events. Servers with such a release
 * may share the database; what they write meanwhile is filled at the next start.
 */
final class EventColumns {

    private static final int PAGE = 500;

    private EventColumns() {}

    static void fill(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<Row> page;
            do {
                page = SqlRunner.query(
                        connection,
                        "select instance, kind, event_key, body from leasewatch_event where category is null limit ?",
                        row -> row.number(PAGE),
                        row -> new Row(
                                row.getString("instance"),
                                row.getString("kind"),
                                row.getString("event_key"),
                                body(row.getString("body"))));
                SqlRunner.each(
                        connection,
                        "update leasewatch_event set service = ?, category = ?, is_open = ?"
                                + " where instance = ? and kind = ? and event_key = ?",
                        page,
                        EventColumns::bind);
            } while (page.size() == PAGE);
        }
    }

    private static void bind(Parameters columns, Row row) throws SQLException {
        columns.name(row.service())
                .text(row.category())
                .bool(row.isOpen())
                .text(row.instance())
                .text(row.kind())
                .text(row.key());
    }

    /** The object in {@code text}, empty if it is broken. */
    private static JsonObject body(String text) {
        try {
            JsonElement parsed = JsonParser.parseString(text);
            return parsed.isJsonObject() ? parsed.getAsJsonObject() : new JsonObject();
        } catch (JsonParseException e) {
            return new JsonObject();
        }
    }

    private record Row(String instance, String kind, String key, JsonObject body) {

        private boolean isAlert() {
            return kind.equals(Event.Kind.ALERT.name());
        }

        private boolean isLeak() {
            return kind.equals(Event.Kind.LEAK.name());
        }

        String service() {
            JsonElement lease = body.get("lease");
            JsonObject owner = isLeak() && lease != null && lease.isJsonObject() ? lease.getAsJsonObject() : body;
            return isLeak() || isAlert() ? text(owner.get("service")) : "";
        }

        String category() {
            return isLeak() ? text(body.get("kind")) : isAlert() ? text(body.get("severity")) : "";
        }

        boolean isOpen() {
            return isLeak()
                    ? text(body.get("open")).equals("true")
                    : isAlert() && text(body.get("status")).equals("firing");
        }

        private static String text(@Nullable JsonElement value) {
            return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
        }
    }
}
