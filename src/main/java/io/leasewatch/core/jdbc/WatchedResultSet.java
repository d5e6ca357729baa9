package io.leasewatch.core.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A result set that belongs to a watched statement.
 *
 * <p>Result sets of metadata and cursors come from a statement that the driver created. That statement is wrapped on request;
 * otherwise it would give access to the unwatched connection.
 */
final class WatchedResultSet extends ForwardingResultSet {

    private final WatchedConnection connection;
    private @Nullable WatchedStatement statement;

    WatchedResultSet(ResultSet delegate, WatchedConnection connection, @Nullable WatchedStatement statement) {
        super(delegate);
        this.connection = connection;
        this.statement = statement;
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        Statement own = super.getStatement();
        if (own == null) {
            return null;
        }
        WatchedStatement known = statement;
        if (known == null) {
            known = connection.watch(own, null);
            statement = known;
        }
        return known;
    }

    @Override
    public @Nullable Object getObject(int columnIndex) throws SQLException {
        return connection.watchCursor(super.getObject(columnIndex));
    }

    @Override
    public @Nullable Object getObject(String columnLabel) throws SQLException {
        return connection.watchCursor(super.getObject(columnLabel));
    }

    @Override
    public <T> @Nullable T getObject(int columnIndex, Class<T> type) throws SQLException {
        return connection.watchCursor(super.getObject(columnIndex, type), type);
    }

    @Override
    public <T> @Nullable T getObject(String columnLabel, Class<T> type) throws SQLException {
        return connection.watchCursor(super.getObject(columnLabel, type), type);
    }
}
