package io.leasewatch.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement that leads back to the watched connection, and whose result sets lead back to it. */
class WatchedPreparedStatement extends ForwardingPreparedStatement {

    WatchedPreparedStatement(PreparedStatement delegate, WatchedConnection connection) {
        super(delegate, connection);
    }

    @Override
    public @Nullable ResultSet executeQuery() throws SQLException {
        return watch(super.executeQuery());
    }
}
