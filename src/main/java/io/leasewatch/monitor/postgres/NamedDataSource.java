package io.leasewatch.monitor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A data source of the server, by its JNDI name. Looked up each time, because the server's configuration may change at run time. */
record NamedDataSource(String jndiName) implements DatabaseAccess {

    @Override
    public Connection connect(Duration timeout) throws SQLException {
        if (!(lookUp() instanceof DataSource dataSource)) {
            throw new SQLException(jndiName + " is not a data source", "HY000");
        }
        Connection connection = dataSource.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
        } catch (SQLException | RuntimeException e) {
            // Not supported by this server or driver. The polling thread may then wait longer, which delays no one
            // else.
            return connection;
        }
        return connection;
    }

    private Object lookUp() throws SQLException {
        try {
            return InitialContext.doLookup(jndiName);
        } catch (NamingException e) {
            throw new SQLException("No data source has the JNDI name " + jndiName, "08001", e);
        }
    }

    @Override
    public boolean isKept() {
        return false;
    }
}
