package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.ReclaimableHandle;
import io.leasewatch.core.work.Enlistment;
import io.leasewatch.core.work.ServerHandle;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A connection that is a lease until it is closed. */
final class WatchedConnection extends ForwardingConnection implements ReclaimableHandle {

    private final Lease lease;
    private final LeaseRegistry registry;
    private volatile @Nullable String reclaimed;

    WatchedConnection(Connection delegate, Lease lease, LeaseRegistry registry) {
        super(delegate);
        this.lease = lease;
        this.registry = registry;
        registry.hold(lease, this, delegate);
    }

    /** Executes {@code work} and records on the lease that {@code statement} executes {@code sql}, which may be unknown. */
    <T extends @Nullable Object> T executing(Statement statement, @Nullable String sql, Execution<T> work)
            throws SQLException {
        String why = reclaimed;
        if (why != null) {
            throw ReclaimedConnection.exception(why);
        }
        registry.executions().started(lease, sql, statement);
        try {
            return work.execute();
        } finally {
            registry.executions().ended(lease, sql);
        }
    }

    @Override
    public boolean isTakenBack() {
        return ServerHandle.isTakenBack(delegate);
    }

    @Override
    public Enlistment enlisted() {
        return ServerHandle.enlisted(delegate);
    }

    @Override
    public boolean markRollbackOnly() {
        return ServerHandle.markRollbackOnly(delegate);
    }

    @Override
    public void reclaim(String why) throws SQLException {
        Connection mine = delegate;
        // Replaced first, so that the borrower cannot use the connection while it is closed and possibly handed out
        // again.
        reclaimed = why;
        delegate = ReclaimedConnection.connection(why);
        mine.close();
    }

    /** A call of the driver. */
    @FunctionalInterface
    interface Execution<T extends @Nullable Object> {
        T execute() throws SQLException;
    }

    /** Wraps a statement that the application did not create, such as that of a result set of metadata. */
    WatchedStatement watch(Statement statement) {
        if (statement instanceof CallableStatement call) {
            return new WatchedCallableStatement(call, this, null);
        }
        return statement instanceof PreparedStatement prepared
                ? new WatchedPreparedStatement(prepared, this, null)
                : new WatchedStatement(statement, this);
    }

    /** Wraps a value if it is a cursor; any other value is returned unchanged. */
    @Nullable
    Object watchCursor(@Nullable Object value) {
        return value instanceof ResultSet cursor ? new WatchedResultSet(cursor, this, null) : value;
    }

    /**
     * Wraps a cursor if the caller requested a {@link ResultSet}; a class of the driver was requested on purpose and is returned
     * unchanged.
     */
    @Nullable
    <T> T watchCursor(@Nullable T value, Class<T> type) {
        return type == ResultSet.class ? type.cast(watchCursor(value)) : value;
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new WatchedStatement(super.createStatement(), this);
    }

    @Override
    public Statement createStatement(int resultSetType, int resultSetConcurrency) throws SQLException {
        return new WatchedStatement(super.createStatement(resultSetType, resultSetConcurrency), this);
    }

    @Override
    public Statement createStatement(int resultSetType, int resultSetConcurrency, int resultSetHoldability)
            throws SQLException {
        return new WatchedStatement(
                super.createStatement(resultSetType, resultSetConcurrency, resultSetHoldability), this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return new WatchedPreparedStatement(super.prepareStatement(sql), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
            throws SQLException {
        return new WatchedPreparedStatement(
                super.prepareStatement(sql, resultSetType, resultSetConcurrency), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        return new WatchedPreparedStatement(
                super.prepareStatement(sql, resultSetType, resultSetConcurrency, resultSetHoldability), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return new WatchedPreparedStatement(super.prepareStatement(sql, autoGeneratedKeys), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return new WatchedPreparedStatement(super.prepareStatement(sql, columnIndexes), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return new WatchedPreparedStatement(super.prepareStatement(sql, columnNames), this, sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return new WatchedCallableStatement(super.prepareCall(sql), this, sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency) throws SQLException {
        return new WatchedCallableStatement(super.prepareCall(sql, resultSetType, resultSetConcurrency), this, sql);
    }

    @Override
    public CallableStatement prepareCall(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        return new WatchedCallableStatement(
                super.prepareCall(sql, resultSetType, resultSetConcurrency, resultSetHoldability), this, sql);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        super.setAutoCommit(autoCommit);
        registry.executions().autoCommits(lease, autoCommit);
    }

    @Override
    public void commit() throws SQLException {
        super.commit();
        registry.executions().transactionEnded(lease);
    }

    @Override
    public void rollback() throws SQLException {
        super.rollback();
        registry.executions().transactionEnded(lease);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return new WatchedDatabaseMetaData(super.getMetaData(), this);
    }

    @Override
    public void close() throws SQLException {
        if (!registry.returning(lease)) {
            return;
        }
        try {
            super.close();
        } finally {
            // Even if close() fails, the borrower has returned the connection; a connection that is stuck now is a
            // problem of the pool and no leak.
            registry.close(lease, Outcome.RETURNED);
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        if (!registry.returning(lease)) {
            return;
        }
        super.abort(executor);
        // Not reached if the driver throws: then the borrower still holds the connection.
        registry.close(lease, Outcome.ABORTED);
    }
}
