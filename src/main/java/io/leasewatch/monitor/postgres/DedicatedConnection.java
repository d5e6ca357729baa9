package io.leasewatch.monitor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A dedicated connection outside all pools, kept open. It can still be used when the pools are exhausted, or when the database has no
 * connection left.
 */
record DedicatedConnection(String url, String user, String password) implements DatabaseAccess {

    @Override
    public Connection connect(Duration timeout) throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        String seconds = String.valueOf(Math.max(1, timeout.plusMillis(999).toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "leasewatch");
        // Behind a pooler, a statement prepared on one server connection does not exist on another.
        properties.setProperty("prepareThreshold", "0");
        // Not through DriverManager, which may find a driver of an application.
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("leasewatch.postgres.url is not a URL of PostgreSQL", "08001");
        }
        return connection;
    }

    @Override
    public boolean isKept() {
        return true;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "a dedicated connection";
    }
}
