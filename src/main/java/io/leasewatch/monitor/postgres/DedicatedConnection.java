package io.leasewatch.monitor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A connection outside every pool, kept open: when the pools are exhausted, or the database itself has none left, this one is still
 * there to be asked over.
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
        // A pooler on the way would not know what another of its connections has prepared.
        properties.setProperty("prepareThreshold", "0");
        // Not by DriverManager, which may know an application's driver as well.
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("leasewatch.postgres.url is no URL of PostgreSQL", "08001");
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
        return "a connection of our own";
    }
}
