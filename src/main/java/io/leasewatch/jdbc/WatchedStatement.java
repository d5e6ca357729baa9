package io.leasewatch.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement that leads back to the watched connection, and whose result sets lead back to it. */
class WatchedStatement extends ForwardingStatement {

    private final WatchedConnection connection;
    private @Nullable WatchedResultSet latest;

    WatchedStatement(Statement delegate, WatchedConnection connection) {
        super(delegate);
        this.connection = connection;
    }

    final WatchedConnection connection() {
        return connection;
    }

    /** The watched form of a result set of this statement: one and the same for as long as the driver answers the same. */
    final @Nullable ResultSet watch(@Nullable ResultSet resultSet) {
        if (resultSet == null) {
            return null;
        }
        WatchedResultSet known = latest;
        if (known != null && known.delegate == resultSet) {
            return known;
        }
        WatchedResultSet watched = new WatchedResultSet(resultSet, connection, this);
        latest = watched;
        return watched;
    }

    @Override
    public @Nullable Connection getConnection() throws SQLException {
        // Asked first, because whether a closed statement still answers is the driver's decision.
        return super.getConnection() == null ? null : connection;
    }

    @Override
    public @Nullable ResultSet executeQuery(String sql) throws SQLException {
        return watch(super.executeQuery(sql));
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        return watch(super.getResultSet());
    }

    @Override
    public @Nullable ResultSet getGeneratedKeys() throws SQLException {
        return watch(super.getGeneratedKeys());
    }
}
