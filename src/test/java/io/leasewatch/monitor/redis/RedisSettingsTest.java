package io.leasewatch.monitor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @Test
    void settingsAreShownWithoutUserAndPassword() {
        RedisSettings settings = new RedisSettings(
                Optional.of(RedisAddress.parse("redis://cache")), "watcher", "s3cret", INTERVAL, INTERVAL);

        assertThat(settings.toString()).contains("cache:6379").doesNotContain("watcher", "s3cret");
    }

    @Test
    void socketsWaitForTheTimeoutAndNeverForEver() {
        assertThat(timeoutMillis(Duration.ofSeconds(2))).isEqualTo(2000);
        assertThat(timeoutMillis(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(timeoutMillis(Duration.ofDays(10_000))).isEqualTo(Integer.MAX_VALUE);
    }

    private static int timeoutMillis(Duration timeout) {
        return new RedisSettings(Optional.empty(), "", "", timeout, INTERVAL).timeoutMillis();
    }
}
