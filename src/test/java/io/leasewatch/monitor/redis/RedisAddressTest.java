package io.leasewatch.monitor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @Test
    void urlSaysWhereAndWhetherInTls() {
        assertThat(RedisAddress.parse("redis://cache")).isEqualTo(new RedisAddress("cache", 6379, false));
        assertThat(RedisAddress.parse("rediss://cache.example.com:6380/"))
                .isEqualTo(new RedisAddress("cache.example.com", 6380, true));
        assertThat(RedisAddress.parse("redis://[::1]:7000").name()).isEqualTo("[::1]:7000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache:6379",
                "http://cache:6379",
                "redis://",
                "redis://cache:0",
                "redis://cache:65536",
                "redis://:secret@cache",
                "redis://user:secret@cache:6379",
                "redis://cache:6379/1",
                "redis://cache?timeout=1s",
                "redis://one,two"
            })
    void whatIsNotTheUrlOfOneServerIsRefused(String url) {
        assertThatThrownBy(() -> RedisAddress.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
