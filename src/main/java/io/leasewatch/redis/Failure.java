package io.leasewatch.redis;

import java.net.SocketTimeoutException;
import java.util.List;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What an exception says of the Redis server that was asked.
 *
 * @param state one of those in which it does not answer
 * @param message one line for people, without credentials
 */
record Failure(RedisState state, String message) {

    private static final int LONGEST = 200;

    static Failure of(Throwable thrown, RedisSettings settings) {
        return new Failure(state(thrown), message(thrown, settings));
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

    private static String message(Throwable thrown, RedisSettings settings) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = String.valueOf(thrown.getMessage());
        if (root != thrown) {
            text += " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")";
        }
        text = text.replaceAll("\\p{Cntrl}+", " ");
        for (String secret : List.of(settings.password(), settings.user())) {
            if (!secret.isEmpty()) {
                text = text.replace(secret, "…");
            }
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
