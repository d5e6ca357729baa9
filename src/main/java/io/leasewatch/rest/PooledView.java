package io.leasewatch.rest;

import io.leasewatch.postgres.PooledClient;
import io.leasewatch.postgres.ServerEnd;
import org.jspecify.annotations.Nullable;

/** An open lease as PgBouncer sees it. {@code linkPid} is the backend that it has at this moment, {@code null} if it has none. */
public record PooledView(
        String address,
        int port,
        @Nullable String state,
        @Nullable String pool,
        @Nullable Integer linkPid) {

    static @Nullable PooledView of(@Nullable ServerEnd end) {
        PooledClient client = end == null ? null : end.client();
        return client == null
                ? null
                : new PooledView(client.address(), client.port(), client.state(), client.pool(), client.serverPid());
    }
}
