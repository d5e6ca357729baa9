package io.leasewatch.monitor.postgres;

import org.jspecify.annotations.Nullable;

/** Finds clients of poolers such as PgBouncer between this server and PostgreSQL. Does not block. */
@FunctionalInterface
public interface PoolerClients {

    /** The pooler's client for a socket of this server; {@code null} if no pooler has one. */
    @Nullable
    PooledClient client(int localPort, String poolerAddress, int poolerPort);

    /** Without poolers. */
    static PoolerClients none() {
        return (localPort, address, port) -> null;
    }
}
