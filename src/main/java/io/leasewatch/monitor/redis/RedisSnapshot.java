package io.leasewatch.monitor.redis;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a Redis server said of itself. {@code null} is "it does not say". Counts are since it started.
 *
 * @param version its version, such as {@code 7.0.15}
 * @param connectedClients clients that are connected, the one that asks included
 * @param maxClients how many it lets in at most
 * @param blockedClients clients that wait in a blocking command such as {@code BLPOP}
 * @param connectionsReceived connections that it accepted so far
 * @param rejectedConnections connections that it turned away because there were {@code maxClients}
 * @param commandsProcessed commands so far
 * @param opsPerSecond commands in the last second, about
 * @param usedMemory bytes in use
 * @param maxMemory bytes it may use at most, {@code null} if there is no limit
 * @param responseTime how long it took to answer
 * @param timestamp when it did
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
                // 0 is how it says that there is no limit.
                maxMemory == null || maxMemory == 0 ? null : maxMemory,
                responseTime,
                now);
    }
}
