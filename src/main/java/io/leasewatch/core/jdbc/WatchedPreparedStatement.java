package io.leasewatch.core.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement that belongs to a watched connection, as do its result sets. */
class WatchedPreparedStatement extends ForwardingPreparedStatement {

    private final @Nullable String sql;

    /** @param sql {@code null} for a statement that was not prepared through a watched connection */
    WatchedPreparedStatement(PreparedStatement delegate, WatchedConnection connection, @Nullable String sql) {
        super(delegate, connection);
        this.sql = sql;
    }

    @Override
    public @Nullable ResultSet executeQuery() throws SQLException {
        return watch(connection().executing(this, sql, () -> super.executeQuery()));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return connection().executing(this, sql, () -> super.executeUpdate());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return connection().executing(this, sql, () -> super.executeLargeUpdate());
    }

    @Override
    public boolean execute() throws SQLException {
        return connection().executing(this, sql, () -> super.execute());
    }

    @Override
    @Nullable
    String sqlOfBatch() {
        return sql;
    }
}
