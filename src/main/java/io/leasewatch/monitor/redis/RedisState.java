package io.leasewatch.monitor.redis;

import java.util.Locale;

/** The state of a Redis server. */
public enum RedisState {
    /** None is configured. */
    OFF,
    /** Not polled yet. */
    CONNECTING,
    /** The server answers. */
    UP,
    /** The server rejects the login or the command. */
    REFUSED,
    /** The server does not answer in time. */
    HUNG,
    /** The server cannot be reached, or is not Redis. */
    DOWN;

    /** Its name in JSON, such as {@code up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
