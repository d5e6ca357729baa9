package io.leasewatch.web.view;

import io.leasewatch.monitor.postgres.LeaseBackend;
import io.leasewatch.monitor.postgres.PooledClient;
import org.jspecify.annotations.Nullable;

/** An open lease as PgBouncer sees it. {@code linkPid} is the backend that it has at this moment, {@code null} if it has none. */
public record PooledLeaseView(
        String address,
        int port,
        @Nullable String state,
        @Nullable String pool,
        @Nullable Integer linkPid) {

    public static @Nullable PooledLeaseView of(@Nullable LeaseBackend end) {
        PooledClient client = end == null ? null : end.client();
        return client == null
                ? null
                : new PooledLeaseView(
                        client.address(), client.port(), client.state(), client.pool(), client.serverPid());
    }
}
