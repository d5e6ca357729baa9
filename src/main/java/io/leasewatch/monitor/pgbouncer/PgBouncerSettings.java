package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;
import java.util.List;

/**
 * The polled PgBouncers, and how they are polled.
 *
 * @param addresses the addresses of their consoles; empty for none
 * @param user the user to log in as
 * @param password the password, empty for none
 * @param timeout the timeout for a connection, and for each answer; longer than zero
 * @param interval the time between two polls; longer than zero
 */
public record PgBouncerSettings(
        List<PgBouncerAddress> addresses, String user, String password, Duration timeout, Duration interval) {

    public static final PgBouncerSettings DEFAULT =
            new PgBouncerSettings(List.of(), "", "", Duration.ofSeconds(2), Duration.ofSeconds(5));

    public PgBouncerSettings {
        addresses = List.copyOf(addresses);
        if (timeout.isNegative() || timeout.isZero() || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "timeout and interval must be longer than zero, were " + timeout + " and " + interval);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PgBouncerSettings["
                + addresses.stream().map(PgBouncerAddress::name).toList() + ", user=" + user + ", timeout=" + timeout
                + ", interval=" + interval + "]";
    }
}
