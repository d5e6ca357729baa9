package io.leasewatch.core.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import org.jspecify.annotations.Nullable;

/** A connection builder whose connections are leases, like all connections of its data source. */
final class WatchedConnectionBuilder implements ConnectionBuilder {

    private final ConnectionBuilder delegate;
    private final WatchedDataSource dataSource;

    WatchedConnectionBuilder(ConnectionBuilder delegate, WatchedDataSource dataSource) {
        this.delegate = delegate;
        this.dataSource = dataSource;
    }

    @Override
    public ConnectionBuilder user(String username) {
        delegate.user(username);
        return this;
    }

    @Override
    public ConnectionBuilder password(String password) {
        delegate.password(password);
        return this;
    }

    @Override
    public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
        delegate.shardingKey(shardingKey);
        return this;
    }

    @Override
    public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
        delegate.superShardingKey(superShardingKey);
        return this;
    }

    @Override
    public @Nullable Connection build() throws SQLException {
        return dataSource.acquire(delegate::build);
    }
}
