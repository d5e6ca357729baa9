package io.leasewatch.monitor.redis;

import java.time.Duration;
import java.util.Optional;

/**
 * Which Redis server is asked, and how.
 *
 * @param address where it is; empty for none
 * @param user as whom, empty for the default user
 * @param password empty for none
 * @param timeout how long to wait for a connection, and for each answer; longer than zero
 * @param interval how often; longer than zero
 */
public record RedisSettings(
        Optional<RedisAddress> address, String user, String password, Duration timeout, Duration interval) {

    public static final RedisSettings DEFAULT =
            new RedisSettings(Optional.empty(), "", "", Duration.ofSeconds(2), Duration.ofSeconds(5));

    public RedisSettings {
        if (timeout.isNegative() || timeout.isZero() || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "timeout and interval must be longer than zero, were " + timeout + " and " + interval);
        }
    }

    /** The timeout as sockets take it: 1 to {@link Integer#MAX_VALUE}. */
    int timeoutMillis() {
        // A number that is too large for the type is one that is never reached; zero would be for ever.
        long most = Math.min(
                timeout.compareTo(Duration.ofDays(1)) > 0 ? Integer.MAX_VALUE : timeout.toMillis(), Integer.MAX_VALUE);
        return (int) Math.max(1, most);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "RedisSettings[" + address.map(RedisAddress::name).orElse("none") + ", timeout=" + timeout
                + ", interval=" + interval + "]";
    }
}
