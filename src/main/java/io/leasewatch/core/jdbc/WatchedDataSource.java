package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.AcquisitionTimeouts;
import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.SelfWait;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.lease.ThreadContext.LeaseRequest;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that opens a lease for every connection it hands out and forwards everything else to the wrapped data source.
 *
 * <p>Thread-safe if the wrapped data source is. While Leasewatch is disabled, connections are handed out unwrapped.
 */
public final class WatchedDataSource implements DataSource {

    private final DataSource delegate;
    private final Pool pool;
    private final LeaseRegistry registry;

    public WatchedDataSource(DataSource delegate, Pool pool, LeaseRegistry registry) {
        this.delegate = delegate;
        this.pool = pool;
        this.registry = registry;
        pool.usedBy(this);
    }

    /** The pool that the connections are leases of. */
    public Pool pool() {
        return pool;
    }

    // No helper between these two methods and lease(), because each of our frames makes the stack walk more expensive.

    @Override
    public @Nullable Connection getConnection() throws SQLException {
        if (!registry.enabled()) {
            return delegate.getConnection();
        }
        return pool.gate() == null ? lease(delegate::getConnection) : acquire(delegate::getConnection);
    }

    @Override
    public @Nullable Connection getConnection(String username, String password) throws SQLException {
        if (!registry.enabled()) {
            return delegate.getConnection(username, password);
        }
        ConnectionCall call = () -> delegate.getConnection(username, password);
        return pool.gate() == null ? lease(call) : acquire(call);
    }

    /** Acquires a connection and opens a lease for it. The gate of the pool, if there is one, may refuse this. */
    @Nullable
    Connection acquire(ConnectionCall call) throws SQLException {
        Gate gate = pool.gate();
        return gate == null || ThreadContext.current().isAside()
                ? lease(call)
                : GatedAcquisition.through(gate, () -> lease(call));
    }

    private @Nullable Connection lease(ConnectionCall call) throws SQLException {
        ThreadContext holder = ThreadContext.current();
        if (holder.isAside()) {
            return call.acquire();
        }
        // A driver that breaks the contract of JDBC returns null; so does the wrapper, because the application may
        // check for that.
        @Nullable Connection connection;
        Lease openedByAgent;
        SelfWait wait = registry.mayWaitForItself(pool);
        LeaseRequest request = holder.request(pool);
        long startedAtNanos = registry.ticker().nanos();
        pool.acquisitionStarted();
        registry.ownership().nestings().waitBegins(wait);
        try {
            connection = call.acquire();
        } catch (SQLException e) {
            if (AcquisitionTimeouts.isTimeout(e)) {
                pool.timedOut();
                registry.timedOut(pool, startedAtNanos);
                throw AcquisitionTimeoutMessage.in(e, pool, registry);
            }
            throw e;
        } finally {
            registry.ownership().nestings().waitEnds(wait);
            pool.acquisitionEnded();
            openedByAgent = request.end();
        }
        if (connection == null || connection instanceof WatchedConnection) {
            return connection;
        }
        // If the agent has opened a lease for this connection, that lease is used: each connection is one lease.
        Lease lease = openedByAgent;
        if (openedByAgent == null) {
            lease = registry.open(Acquisition.startedAt(pool, startedAtNanos));
        } else {
            registry.waited(pool, startedAtNanos);
        }
        return lease == null ? connection : new WatchedConnection(connection, lease, registry);
    }

    @Override
    public @Nullable ConnectionBuilder createConnectionBuilder() throws SQLException {
        ConnectionBuilder builder = delegate.createConnectionBuilder();
        return builder != null && registry.enabled() ? new WatchedConnectionBuilder(builder, this) : builder;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        return type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(delegate) || delegate.isWrapperFor(type);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return delegate.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        delegate.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return delegate.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        delegate.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return delegate.getParentLogger();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return delegate.createShardingKeyBuilder();
    }

    @Override
    public String toString() {
        return delegate.toString();
    }

    /** Acquires a connection from the wrapped data source. */
    @FunctionalInterface
    interface ConnectionCall {
        @Nullable
        Connection acquire() throws SQLException;
    }
}
