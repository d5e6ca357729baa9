package io.leasewatch.bookshop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A query that takes its time, on H2 and on PostgreSQL. */
final class SlowQuery {

    private SlowQuery() {}

    static void run(Connection connection, Duration duration) throws SQLException {
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        if (!postgres) {
            try (Statement alias = connection.createStatement()) {
                alias.execute("create alias if not exists sleep for 'java.lang.Thread.sleep(long)'");
            }
        }
        String sql = postgres ? "select pg_sleep(? / 1000.0)" : "call sleep(?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, duration.toMillis());
            query.execute();
        }
    }
}
