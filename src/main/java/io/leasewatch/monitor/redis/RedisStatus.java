package io.leasewatch.monitor.redis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a Redis server, and its latest snapshot. Immutable.
 *
 * @param name host and port, such as {@code cache.example.com:6379}; empty if none is configured
 * @param since when the state began
 * @param lastError the last error, without credentials; empty if there was none
 * @param lastErrorAt when the last error occurred, {@code null} if there was none
 * @param last the latest snapshot, {@code null} if there is none; outdated unless {@code state} is {@link RedisState#UP}
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

    /** The latest snapshot, {@code null} while the server does not answer. */
    public @Nullable RedisSnapshot answer() {
        return state == RedisState.UP ? last : null;
    }
}
