package io.leasewatch.monitor.database;

import java.time.Duration;
import java.util.List;

/**
 * The guarded databases, and how they are guarded.
 *
 * @param guarded JNDI names of data sources; none is blank
 * @param pingInterval the time between two pings; longer than zero
 * @param pingTimeout the timeout of a ping; longer than zero
 * @param startAttempts the number of attempts to connect when the server starts, 1 to 100
 * @param firstRetry the pause after the first failed attempt; doubles with each attempt; longer than zero
 * @param longestRetry the longest pause between two attempts; not shorter than {@code firstRetry}
 * @param warmUp the number of connections to open before the server is ready; not negative
 * @param testOnBorrow whether each connection is tested before it is handed out
 * @param breaker whether acquisitions are refused while the database is down
 * @param drain how long the server waits for open connections when it stops; not negative
 */
public record DatabaseSettings(
        List<String> guarded,
        Duration pingInterval,
        Duration pingTimeout,
        int startAttempts,
        Duration firstRetry,
        Duration longestRetry,
        int warmUp,
        boolean testOnBorrow,
        boolean breaker,
        Duration drain) {

    public static final DatabaseSettings DEFAULT = new DatabaseSettings(
            List.of(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            5,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            0,
            false,
            false,
            Duration.ofSeconds(10));

    public DatabaseSettings {
        guarded = guarded.stream().distinct().toList();
        if (guarded.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("guarded must not name a blank data source, was " + guarded);
        }
        longerThanZero("pingInterval", pingInterval);
        longerThanZero("pingTimeout", pingTimeout);
        longerThanZero("firstRetry", firstRetry);
        if (startAttempts < 1 || startAttempts > 100) {
            throw new IllegalArgumentException("startAttempts must be from 1 to 100, was " + startAttempts);
        }
        if (longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("longestRetry must not be shorter than firstRetry, which is "
                    + firstRetry + ", was " + longestRetry);
        }
        if (warmUp < 0) {
            throw new IllegalArgumentException("warmUp must not be negative, was " + warmUp);
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain must not be negative, was " + drain);
        }
    }

    private static void longerThanZero(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero, was " + value);
        }
    }

    /** The pause after {@code failed} attempts (at least 1): {@code firstRetry}, doubled each time, up to {@code longestRetry}. */
    Duration retryAfter(int failed) {
        // Limits the exponent, because the shift would overflow.
        Duration pause = firstRetry.multipliedBy(1L << Math.min(failed - 1, 30));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }

    /** The time between two pings of a database that is degraded or down: {@code pingInterval}, but at most one second. */
    Duration troubledInterval() {
        Duration second = Duration.ofSeconds(1);
        return pingInterval.compareTo(second) < 0 ? pingInterval : second;
    }
}
