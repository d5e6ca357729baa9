package io.leasewatch.monitor.history;

import java.time.Duration;

/**
 * What is remembered, and where.
 *
 * @param enabled whether anything is
 * @param interval how often a sample is taken; longer than zero
 * @param keep how old what is remembered may become; longer than zero
 * @param mostSamples how many samples of pools are kept, and how many of services, whatever their age; at least 1
 * @param mostEvents how many leaks, alerts and the like are kept; at least 1
 * @param dataSource the JNDI name of the database to use, empty for a file of its own
 * @param directory where that file is
 * @param instance the name of this server among those that use the same database
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
