package io.leasewatch.monitor.redis;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a Redis server to one poll. A component is {@code null} if the server does not report it. Totals count from the start of
 * the server.
 *
 * @param version such as {@code 7.0.15}
 * @param connectedClients the number of connected clients, this connection included
 * @param maxClients the maximum number of clients
 * @param blockedClients the number of clients in a blocking command such as {@code BLPOP}
 * @param connectionsReceived the total number of accepted connections
 * @param rejectedConnections the total number of connections rejected because of {@code maxClients}
 * @param commandsProcessed the total number of commands
 * @param opsPerSecond the approximate number of commands in the last second
 * @param usedMemory memory in use, in bytes
 * @param maxMemory the memory limit in bytes, {@code null} also if there is no limit
 * @param responseTime the response time of {@code INFO}
 * @param timestamp when the server answered
 */
public record RedisSnapshot(
        String version,
        @Nullable Long connectedClients,
        @Nullable Long maxClients,
        @Nullable Long blockedClients,
        @Nullable Long connectionsReceived,
        @Nullable Long rejectedConnections,
        @Nullable Long commandsProcessed,
        @Nullable Long opsPerSecond,
        @Nullable Long usedMemory,
        @Nullable Long maxMemory,
        Duration responseTime,
        Instant timestamp) {

    static RedisSnapshot of(RedisInfo info, @Nullable Long maxClients, Duration responseTime, Instant now) {
        Long maxMemory = info.number("maxmemory");
        return new RedisSnapshot(
                info.text("redis_version"),
                info.number("connected_clients"),
                maxClients,
                info.number("blocked_clients"),
                info.number("total_connections_received"),
                info.number("rejected_connections"),
                info.number("total_commands_processed"),
                info.number("instantaneous_ops_per_sec"),
                info.number("used_memory"),
                // 0 means no limit.
                maxMemory == null || maxMemory == 0 ? null : maxMemory,
                responseTime,
                now);
    }
}
