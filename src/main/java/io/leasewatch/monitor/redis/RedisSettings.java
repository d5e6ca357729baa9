package io.leasewatch.monitor.redis;

import java.time.Duration;
import java.util.Optional;

/**
 * The polled Redis server, and how it is polled.
 *
 * @param address the address of the server; empty for none
 * @param user the user to log in as, empty for the default user
 * @param password the password, empty for none
 * @param timeout the timeout for a connection, and for each answer; longer than zero
 * @param interval the time between two polls; longer than zero
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

    /** The timeout for sockets, in milliseconds: 1 to {@link Integer#MAX_VALUE}. */
    int timeoutMillis() {
        // At least 1, because zero would mean no timeout. Beyond a day the exact value does not matter.
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
