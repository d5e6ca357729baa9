package io.leasewatch.monitor.postgres;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.programs.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What the tests of this package have done with a real server. */
final class Watched {

    static final Duration TIMEOUT = Duration.ofSeconds(1);
    static final Duration INTERVAL = Duration.ofMillis(200);

    private Watched() {}

    /** Not started. */
    static PostgresWatch watch(PostgresServer server, String user) {
        return new PostgresWatch(
                "postgresql",
                new DedicatedConnection(server.url(), user, ""),
                TIMEOUT,
                INTERVAL,
                InstantSource.system(),
                Ticker.SYSTEM);
    }

    static PostgresSettings settings(PostgresServer server, String user) {
        return new PostgresSettings(List.of(), server.url(), user, "", TIMEOUT, INTERVAL);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_backend_pid()")) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
