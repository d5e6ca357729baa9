package io.leasewatch.core.jdbc;

import java.sql.CallableStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A callable statement that belongs to a watched connection, as do its cursors. */
final class WatchedCallableStatement extends ForwardingCallableStatement {

    WatchedCallableStatement(CallableStatement delegate, WatchedConnection connection, @Nullable String sql) {
        super(delegate, connection, sql);
    }

    @Override
    public @Nullable Object getObject(int parameterIndex) throws SQLException {
        return connection().watchCursor(super.getObject(parameterIndex));
    }

    @Override
    public @Nullable Object getObject(String parameterName) throws SQLException {
        return connection().watchCursor(super.getObject(parameterName));
    }

    @Override
    public <T> @Nullable T getObject(int parameterIndex, Class<T> type) throws SQLException {
        return connection().watchCursor(super.getObject(parameterIndex, type), type);
    }

    @Override
    public <T> @Nullable T getObject(String parameterName, Class<T> type) throws SQLException {
        return connection().watchCursor(super.getObject(parameterName, type), type);
    }
}
