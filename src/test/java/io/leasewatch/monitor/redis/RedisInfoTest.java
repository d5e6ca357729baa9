package io.leasewatch.monitor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedisInfoTest {

    private static final RedisInfo INFO = RedisInfo.parse(
            "# Server\r\nredis_version:7.0.15\r\nos:Linux 6:1\r\n\r\n# Clients\r\n"
                    + "connected_clients:12\r\nblocked_clients:-1\r\nused_memory:many\r\nmaxmemory:0\r\nrejected_connections:\r\nnonsense\r\n");

    @Test
    void linesAreKeysAndValues() {
        assertThat(INFO.text("redis_version")).isEqualTo("7.0.15");
        assertThat(INFO.text("os")).isEqualTo("Linux 6:1");
        assertThat(INFO.number("connected_clients")).isEqualTo(12);
    }

    @Test
    void whatIsMissingOrNoNumberIsUnknown() {
        RedisSnapshot snapshot = RedisSnapshot.of(INFO, null, Duration.ofMillis(1), Instant.EPOCH);

        assertThat(snapshot.connectedClients()).isEqualTo(12);
        assertThat(snapshot.maxClients()).isNull();
        assertThat(snapshot.blockedClients()).isNull();
        assertThat(snapshot.usedMemory()).isNull();
        assertThat(snapshot.rejectedConnections()).isNull();
        assertThat(snapshot.commandsProcessed()).isNull();
    }

    @Test
    void noLimitOfMemoryIsNone() {
        assertThat(RedisSnapshot.of(INFO, null, Duration.ZERO, Instant.EPOCH).maxMemory())
                .isNull();
    }
}
