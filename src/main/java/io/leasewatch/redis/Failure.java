package io.leasewatch.redis;

import io.leasewatch.pool.ErrorText;
import java.net.SocketTimeoutException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What an exception says of the Redis server that was asked.
 *
 * @param state one of those in which it does not answer
 * @param message one line for people, without credentials
 */
record Failure(RedisState state, String message) {

    static Failure of(Throwable thrown, RedisSettings settings) {
        return new Failure(state(thrown), ErrorText.of(thrown, settings.password(), settings.user()));
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
