package io.leasewatch.monitor.redis;

import io.leasewatch.monitor.pool.ErrorText;
import java.net.SocketTimeoutException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What an exception says of the Redis server that was asked.
 *
 * @param state one of those in which it does not answer
 * @param message one line for people, without credentials
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
