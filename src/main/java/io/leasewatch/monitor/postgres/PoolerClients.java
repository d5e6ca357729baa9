package io.leasewatch.monitor.postgres;

import org.jspecify.annotations.Nullable;

/** Somebody who knows the clients of poolers such as PgBouncer between here and PostgreSQL. Answers at once, from what is known. */
@FunctionalInterface
public interface PoolerClients {

    /** The client at the other end of a wire from here; {@code null} if no pooler knows one. */
    @Nullable
    PooledClient client(int localPort, String poolerAddress, int poolerPort);

    /** Nobody knows of any. */
    static PoolerClients none() {
        return (localPort, address, port) -> null;
    }
}
