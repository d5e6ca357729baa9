package io.leasewatch.monitor.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A connection of this server as a pooler sees it.
 *
 * @param address the client address
 * @param port the client port
 * @param state such as {@code active} or {@code waiting}
 * @param pool the name of the pooler's pool in its reading; {@code null} if unknown
 * @param serverPid the process id of the backend that is linked to it, {@code null} if there is none
 * @param serverLocalPort the pooler's local port of the connection to that backend, {@code null} if unknown
 */
public record PooledClient(
        String address,
        int port,
        @Nullable String state,
        @Nullable String pool,
        @Nullable Integer serverPid,
        @Nullable Integer serverLocalPort) {}
