package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.AcquisitionTimeouts;
import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source that makes a lease of every connection it hands out, and is otherwise the one it wraps.
 *
 * <p>Thread-safe if the wrapped one is. While Leasewatch is switched off, connections pass unwrapped.
 */
public final class WatchedDataSource implements DataSource {

    private final DataSource delegate;
    private final Pool pool;
    private final LeaseRegistry registry;

    public WatchedDataSource(DataSource delegate, Pool pool, LeaseRegistry registry) {
        this.delegate = delegate;
        this.pool = pool;
        this.registry = registry;
    }

    /** The pool its connections are leases of. */
    public Pool pool() {
        return pool;
    }

    // Nothing stands between these two and lease(): every frame of ours is one that the walk for the site has to
    // pass.

    @Override
    public Connection getConnection() throws SQLException {
        if (!registry.enabled()) {
            return delegate.getConnection();
        }
        return pool.gate() == null ? lease(delegate::getConnection) : acquire(delegate::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        if (!registry.enabled()) {
            return delegate.getConnection(username, password);
        }
        Acquisition acquisition = () -> delegate.getConnection(username, password);
        return pool.gate() == null ? lease(acquisition) : acquire(acquisition);
    }

    /** Asks the pool for a connection, if its gate lets this thread, and makes a lease of it. */
    Connection acquire(Acquisition acquisition) throws SQLException {
        Gate gate = pool.gate();
        return gate == null || ThreadContext.current().isAside()
                ? lease(acquisition)
                : GatedAcquisition.through(gate, () -> lease(acquisition));
    }

    private Connection lease(Acquisition acquisition) throws SQLException {
        ThreadContext holder = ThreadContext.current();
        if (holder.isAside()) {
            return acquisition.acquire();
        }
        Connection connection;
        Lease seen;
        Pool before = holder.ask(pool);
        long asked = registry.ticker().nanos();
        pool.asking();
        try {
            connection = acquisition.acquire();
        } catch (SQLException e) {
            if (AcquisitionTimeouts.isTimeout(e)) {
                pool.timedOut();
                registry.timedOut(pool, asked);
                throw AcquisitionTimeoutMessage.in(e, pool, registry);
            }
            throw e;
        } finally {
            pool.asked();
            seen = holder.answered(before);
        }
        if (connection instanceof WatchedConnection) {
            return connection;
        }
        // Where the agent saw it taken, it is a lease already, and one connection is one lease.
        Lease lease = seen;
        if (seen == null) {
            lease = registry.open(pool, asked);
        } else {
            registry.waited(pool, asked);
        }
        return lease == null ? connection : new WatchedConnection(connection, lease, registry);
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        ConnectionBuilder builder = delegate.createConnectionBuilder();
        return registry.enabled() ? new WatchedConnectionBuilder(builder, this) : builder;
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

    /** A way to get a connection from the wrapped data source. */
    @FunctionalInterface
    interface Acquisition {
        Connection acquire() throws SQLException;
    }
}
