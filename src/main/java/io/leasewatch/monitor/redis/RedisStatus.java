package io.leasewatch.monitor.redis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a Redis server is, and what it said last. Immutable.
 *
 * @param name where it is, such as {@code cache.example.com:6379}; empty for none
 * @param since since when it has been in that state
 * @param lastError what went wrong last, without credentials; empty if nothing has
 * @param lastErrorAt when that was
 * @param last what it said last, {@code null} if it never did; of old when {@code state} is not {@link RedisState#UP}
 */
public record RedisStatus(
        String name,
        RedisState state,
        Instant since,
        String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable RedisSnapshot last) {

    static RedisStatus off(Instant now) {
        return new RedisStatus("", RedisState.OFF, now, "", null, null);
    }

    static RedisStatus connecting(String name, Instant now) {
        return new RedisStatus(name, RedisState.CONNECTING, now, "", null, null);
    }

    RedisStatus answered(RedisSnapshot answer) {
        Instant begun = state == RedisState.UP ? since : answer.timestamp();
        return new RedisStatus(name, RedisState.UP, begun, lastError, lastErrorAt, answer);
    }

    RedisStatus failed(RedisFailure failure, Instant at) {
        Instant begun = state == failure.state() ? since : at;
        return new RedisStatus(name, failure.state(), begun, failure.message(), at, last);
    }

    /** What it says, {@code null} while it says nothing. */
    public @Nullable RedisSnapshot answer() {
        return state == RedisState.UP ? last : null;
    }
}
