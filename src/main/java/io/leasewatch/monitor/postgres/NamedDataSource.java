package io.leasewatch.monitor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A data source of the server, by its JNDI name. Looked up anew each time: the server may have been told of another meanwhile. */
record NamedDataSource(String jndiName) implements DatabaseAccess {

    @Override
    public Connection connect(Duration timeout) throws SQLException {
        if (!(lookUp() instanceof DataSource dataSource)) {
            throw new SQLException(jndiName + " must be a data source, is something else", "HY000");
        }
        Connection connection = dataSource.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
        } catch (SQLException | RuntimeException e) {
            // Some server or driver does not have it. The thread may wait for longer then, and nobody waits for that.
            return connection;
        }
        return connection;
    }

    private Object lookUp() throws SQLException {
        try {
            return InitialContext.doLookup(jndiName);
        } catch (NamingException e) {
            throw new SQLException("There is no " + jndiName, "08001", e);
        }
    }

    @Override
    public boolean isKept() {
        return false;
    }
}
