package io.leasewatch.monitor.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A connection of ours as a pooler sees it.
 *
 * @param address where the pooler sees us
 * @param port our port
 * @param state such as {@code active} or {@code waiting}
 * @param pool the pooler's pool, as its reading calls it; {@code null} if that is not known
 * @param serverPid the process id of the backend that it has at this moment, {@code null} if it has none
 * @param serverLocalPort the pooler's port on the wire to that backend, {@code null} if it is not known
 */
public record PooledClient(
        String address,
        int port,
        @Nullable String state,
        @Nullable String pool,
        @Nullable Integer serverPid,
        @Nullable Integer serverLocalPort) {}
