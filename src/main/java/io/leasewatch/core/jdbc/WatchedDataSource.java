package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.time.Ticker;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
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

    static {
        initializeClasses();
    }

    private final DataSource delegate;
    private final Pool pool;
    private final LeaseRegistry registry;

    public WatchedDataSource(DataSource delegate, Pool pool, LeaseRegistry registry) {
        this.delegate = delegate;
        this.pool = pool;
        this.registry = registry;
        pool.usedBy(this);
    }

    /**
     * Acquires a connection of a trial. A class whose initialization runs out of stack can never be used again, and the first
     * acquisition of an application may be the last call that its stack has room for.
     */
    private static void initializeClasses() {
        LeaseRegistry trial = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
        DataSource source = (DataSource) Proxy.newProxyInstance(
                WatchedDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> ReclaimedConnection.connection("This is a trial."));
        try (Connection connection = new WatchedDataSource(source, trial.pool("trial", ""), trial).getConnection()) {
            boolean unused = connection == null;
        } catch (Throwable e) {
            // An acquisition of the application initializes the rest.
        }
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
        Attempt attempt = null;
        try {
            attempt = Attempt.begin(pool, registry);
        } catch (Throwable e) {
            // Too little stack is left, for example, also to log it. The connection is handed out unwatched.
        }
        if (attempt == null) {
            return call.acquire();
        }
        // A driver that breaks the contract of JDBC returns null; so does the wrapper, because the application may
        // check for that.
        @Nullable Connection connection;
        Lease openedByAgent = null;
        try {
            connection = call.acquire();
        } catch (SQLException e) {
            throw attempt.explained(e);
        } finally {
            try {
                openedByAgent = attempt.end();
            } catch (Throwable e) {
                // As below.
            }
        }
        if (connection == null || connection instanceof WatchedConnection) {
            return connection;
        }
        WatchedConnection watched = null;
        try {
            // If the agent has opened a lease for this connection, that lease is used: each connection is one lease.
            Lease lease = openedByAgent;
            if (openedByAgent == null) {
                lease = registry.open(Acquisition.startedAt(pool, attempt.startedAtNanos()));
            } else {
                registry.waited(pool, attempt.startedAtNanos());
            }
            if (lease != null) {
                watched = new WatchedConnection(connection, lease, registry);
                watched.hold();
            }
        } catch (Throwable e) {
            // The connection reaches the application whatever fails here. No call, because the stack may be exhausted.
        }
        return watched == null ? connection : watched;
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
