package io.leasewatch.monitor.view;

import io.leasewatch.monitor.postgres.LeaseBackend;
import io.leasewatch.monitor.postgres.PooledClient;
import org.jspecify.annotations.Nullable;

/**
 * The PgBouncer client of an open lease. {@code linkPid} is the process id of the PostgreSQL backend that it is linked to, {@code
 * null} if there is none.
 */
public record PooledLeaseView(
        String address,
        int port,
        @Nullable String state,
        @Nullable String pool,
        @Nullable Integer linkPid) {

    public static @Nullable PooledLeaseView of(@Nullable LeaseBackend backend) {
        PooledClient client = backend == null ? null : backend.client();
        return client == null
                ? null
                : new PooledLeaseView(
                        client.address(), client.port(), client.state(), client.pool(), client.serverPid());
    }
}
