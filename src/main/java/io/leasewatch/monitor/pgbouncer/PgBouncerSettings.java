package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;
import java.util.List;

/**
 * Which PgBouncers are asked, and how.
 *
 * @param addresses where they are; empty for none
 * @param user as whom
 * @param password empty for none
 * @param timeout how long to wait for a connection, and for each answer; longer than zero
 * @param interval how often; longer than zero
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
