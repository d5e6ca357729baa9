package io.leasewatch.monitor.redis;

import io.leasewatch.monitor.pool.ErrorText;
import java.net.SocketTimeoutException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A failure to poll a Redis server.
 *
 * @param state the state that follows from it
 * @param message a description in one line, without credentials
 */
record RedisFailure(RedisState state, String message) {

    static RedisFailure of(Throwable thrown, RedisSettings settings) {
        return new RedisFailure(state(thrown), ErrorText.of(thrown, settings.password(), settings.user()));
    }

    private static RedisState state(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JedisDataException) {
                return RedisState.REFUSED;
            }
            if (cause instanceof SocketTimeoutException) {
                return RedisState.HUNG;
            }
        }
        return RedisState.DOWN;
    }
}
