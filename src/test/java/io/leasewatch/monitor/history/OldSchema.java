package io.leasewatch.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;

/** A database of a release whose events have no columns for service, category and state. */
final class OldSchema {

    private static final TimeRange EVER = TimeRange.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

    private OldSchema() {}

    /** Creates the database and opens it with this release. */
    static void checkMigration(DataSource database) throws SQLException {
        Stores.migrate(database, "1");
        insert(
                database,
                "LEAK",
                Map.of(
                        "a",
                        "{\"kind\":\"overdue\",\"open\":true,\"lease\":{\"service\":\"shop\"}}",
                        "b",
                        "{\"kind\":\"collected\",\"open\":false,\"lease\":{\"service\":\"bank\"}}",
                        "c",
                        "{}",
                        "d",
                        "broken"));
        insert(
                database,
                "ALERT",
                Map.of("e", "{\"severity\":\"critical\",\"status\":\"firing\",\"service\":\"shop\"}"));

        HistoryStore store = Stores.in(database);

        assertThat(store.events(EVER, EventFilter.of(Event.Kind.LEAK), 10, 0))
                .extracting(Event::key, Event::service, Event::category, Event::open)
                .containsExactlyInAnyOrder(
                        tuple("a", "shop", "overdue", true),
                        tuple("b", "bank", "collected", false),
                        tuple("c", "", "", false),
                        tuple("d", "", "", false));
        assertThat(store.events(
                        EVER,
                        EventFilter.of(Event.Kind.ALERT).ofCategory("critical").open(true),
                        10,
                        0))
                .extracting(Event::service)
                .containsExactly("shop");
    }

    private static void insert(DataSource database, String kind, Map<String, String> bodies) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into leasewatch_event values (0, 'one', ?, ?, 'jdbc/a', ?)")) {
            for (Map.Entry<String, String> body : bodies.entrySet()) {
                insert.setString(1, kind);
                insert.setString(2, body.getKey());
                insert.setString(3, body.getValue());
                insert.executeUpdate();
            }
        }
    }
}
