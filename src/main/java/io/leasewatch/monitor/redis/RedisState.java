package io.leasewatch.monitor.redis;

import java.util.Locale;

/** How a Redis server is. */
public enum RedisState {
    /** None is configured. */
    OFF,
    /** Not asked yet. */
    CONNECTING,
    /** It answers. */
    UP,
    /** It does not let Leasewatch in, or not ask. */
    REFUSED,
    /** It is there but does not answer in time. */
    HUNG,
    /** Nobody is there, or somebody who is no Redis. */
    DOWN;

    /** Its name in JSON, such as {@code up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
