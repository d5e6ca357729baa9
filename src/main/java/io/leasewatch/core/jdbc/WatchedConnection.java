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
    }

    /** Makes this the handle of the lease. Not done by the constructor, so that the object exists if this fails. */
    void hold() {
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

    /** Wraps a statement as what the driver returned, so that the wrapper has its type. {@code sql} is what it was prepared for, if known. */
    @Nullable
    WatchedStatement watch(@Nullable Statement statement, @Nullable String sql) {
        if (statement == null) {
            return null;
        }
        if (statement instanceof CallableStatement call) {
            return new WatchedCallableStatement(call, this, sql);
        }
        return statement instanceof PreparedStatement prepared
                ? new WatchedPreparedStatement(prepared, this, sql)
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
    public @Nullable Statement createStatement() throws SQLException {
        return watch(super.createStatement(), null);
    }

    @Override
    public @Nullable Statement createStatement(int resultSetType, int resultSetConcurrency) throws SQLException {
        return watch(super.createStatement(resultSetType, resultSetConcurrency), null);
    }

    @Override
    public @Nullable Statement createStatement(int resultSetType, int resultSetConcurrency, int resultSetHoldability)
            throws SQLException {
        return watch(super.createStatement(resultSetType, resultSetConcurrency, resultSetHoldability), null);
    }

    @Override
    public @Nullable PreparedStatement prepareStatement(String sql) throws SQLException {
        return (PreparedStatement) watch(super.prepareStatement(sql), sql);
    }

    @Override
    public @Nullable PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
            throws SQLException {
        return (PreparedStatement) watch(super.prepareStatement(sql, resultSetType, resultSetConcurrency), sql);
    }

    @Override
    public @Nullable PreparedStatement prepareStatement(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        return (PreparedStatement)
                watch(super.prepareStatement(sql, resultSetType, resultSetConcurrency, resultSetHoldability), sql);
    }

    @Override
    public @Nullable PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return (PreparedStatement) watch(super.prepareStatement(sql, autoGeneratedKeys), sql);
    }

    @Override
    public @Nullable PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return (PreparedStatement) watch(super.prepareStatement(sql, columnIndexes), sql);
    }

    @Override
    public @Nullable PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return (PreparedStatement) watch(super.prepareStatement(sql, columnNames), sql);
    }

    @Override
    public @Nullable CallableStatement prepareCall(String sql) throws SQLException {
        return (CallableStatement) watch(super.prepareCall(sql), sql);
    }

    @Override
    public @Nullable CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency)
            throws SQLException {
        return (CallableStatement) watch(super.prepareCall(sql, resultSetType, resultSetConcurrency), sql);
    }

    @Override
    public @Nullable CallableStatement prepareCall(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        return (CallableStatement)
                watch(super.prepareCall(sql, resultSetType, resultSetConcurrency, resultSetHoldability), sql);
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
    public @Nullable DatabaseMetaData getMetaData() throws SQLException {
        DatabaseMetaData metaData = super.getMetaData();
        return metaData == null ? null : new WatchedDatabaseMetaData(metaData, this);
    }

    @Override
    public void close() throws SQLException {
        if (!registry.returning(lease)) {
            return;
        }
        registry.closing(lease);
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
        try {
            super.abort(executor);
        } catch (SQLException | RuntimeException | Error e) {
            // The driver may not support it; the borrower still holds the connection.
            registry.notReturned(lease);
            throw e;
        }
        registry.close(lease, Outcome.ABORTED);
    }
}
