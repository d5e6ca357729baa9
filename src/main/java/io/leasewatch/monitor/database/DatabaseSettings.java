package io.leasewatch.monitor.database;

import java.time.Duration;
import java.util.List;

/**
 * Which databases are guarded, and how.
 *
 * @param guarded JNDI names of data sources; none is blank
 * @param pingInterval how often each is asked whether it is there; longer than zero
 * @param pingTimeout how long it may take to answer; longer than zero
 * @param startAttempts how often a database is tried when the server starts, 1 to 100
 * @param firstRetry how long after the first attempt the second comes; the pause doubles from then on; longer than zero
 * @param longestRetry the longest pause between two attempts; not shorter than {@code firstRetry}
 * @param warmUp how many connections are opened before the server is ready; not negative
 * @param testOnBorrow whether every connection is tested before it is handed out
 * @param breaker whether a database that is down is not asked for connections
 * @param drain how long connections are waited for when the server stops; not negative
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

    /** The pause after {@code failed} attempts, at least one: {@code firstRetry}, doubled each time, up to {@code longestRetry}. */
    Duration retryAfter(int failed) {
        // Doubled more often than that, any pause is longer than the longest.
        Duration pause = firstRetry.multipliedBy(1L << Math.min(failed - 1, 30));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }

    /** How soon a database that is in trouble is asked again: no later than any other, and within a second. */
    Duration troubledInterval() {
        Duration second = Duration.ofSeconds(1);
        return pingInterval.compareTo(second) < 0 ? pingInterval : second;
    }
}
