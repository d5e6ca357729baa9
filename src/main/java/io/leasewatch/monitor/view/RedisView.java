package io.leasewatch.monitor.view;

import io.leasewatch.monitor.redis.RedisSnapshot;
import io.leasewatch.monitor.redis.RedisStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The Redis server. {@code answer} is {@code null} while Redis does not answer. {@code state} is {@code off} if no Redis is
 * configured.
 */
public record RedisView(
        String state,
        @Nullable String address,
        Instant since,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable Answer answer) {

    public static RedisView of(RedisStatus status) {
        RedisSnapshot answer = status.answer();
        return new RedisView(
                status.state().word(),
                status.name().isEmpty() ? null : status.name(),
                status.since(),
                status.lastError().isEmpty() ? null : status.lastError(),
                status.lastErrorAt(),
                answer == null ? null : Answer.of(answer));
    }

    /**
     * The latest answer. {@code responseTime} is in seconds, memory in bytes. A component is {@code null} if the server does not
     * report it.
     */
    public record Answer(
            String version,
            @Nullable Long connectedClients,
            @Nullable Long maxClients,
            @Nullable Long blockedClients,
            @Nullable Long totalConnections,
            @Nullable Long rejectedConnections,
            @Nullable Long totalCommands,
            @Nullable Long opsPerSecond,
            @Nullable Long usedMemory,
            @Nullable Long maxMemory,
            double responseTime,
            Instant timestamp) {

        public static Answer of(RedisSnapshot answer) {
            return new Answer(
                    answer.version(),
                    answer.connectedClients(),
                    answer.maxClients(),
                    answer.blockedClients(),
                    answer.connectionsReceived(),
                    answer.rejectedConnections(),
                    answer.commandsProcessed(),
                    answer.opsPerSecond(),
                    answer.usedMemory(),
                    answer.maxMemory(),
                    LeaseView.seconds(answer.responseTime().toNanos()),
                    answer.timestamp());
        }
    }
}
