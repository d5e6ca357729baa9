package io.leasewatch.monitor.history;

import java.time.Duration;

/**
 * What the history stores, and where.
 *
 * @param enabled whether the history is on
 * @param interval the time between two samples; longer than zero
 * @param keep the maximum age of samples and events; longer than zero
 * @param mostSamples the maximum number of samples of pools, and also of services; at least 1
 * @param mostEvents the maximum number of events; at least 1
 * @param dataSource the JNDI name of the database, empty for a file
 * @param directory the directory of the file
 * @param instance the name of this server among the servers that share the database
 */
public record HistorySettings(
        boolean enabled,
        Duration interval,
        Duration keep,
        int mostSamples,
        int mostEvents,
        String dataSource,
        String directory,
        String instance) {

    public HistorySettings {
        longerThanZero("interval", interval);
        longerThanZero("keep", keep);
        atLeastOne("mostSamples", mostSamples);
        atLeastOne("mostEvents", mostEvents);
        if (instance.isBlank()) {
            throw new IllegalArgumentException("instance must not be blank");
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }

    private static void longerThanZero(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero, was " + value);
        }
    }
}
