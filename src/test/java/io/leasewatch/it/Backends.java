package io.leasewatch.it;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/** What PostgreSQL knows of the connections of a server. */
final class Backends {

    private Backends() {}

    /** Waits for an open lease of the bookshop whose backend was seen and that is as {@code wanted}. */
    static JsonObject joined(Monitor monitor, Predicate<JsonObject> wanted) {
        return await().atMost(Monitor.SOON)
                .until(
                        () -> monitor.leases().stream()
                                .filter(lease -> lease.getString("pool").equals("jdbc/bookshop"))
                                .filter(lease -> !lease.isNull("server")
                                        && !lease.getJsonObject("server").isNull("state"))
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    static String lastQuery(EmbeddedPostgres postgres, int pid) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select query from pg_stat_activity where pid = ?")) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "no such backend";
            }
        }
    }
}
