package io.leasewatch.monitor.advice;

import java.time.Duration;

/**
 * The target of advice on pool sizes, and facts that this server cannot measure.
 *
 * @param longestWait the longest time that 95 % of acquisitions should wait; longer than zero
 * @param threads the maximum number of threads that need a connection at the same time, 0 if unknown
 * @param databaseConnections how many connections all pools of this server may open to the database together, 0 if unknown
 * @param databaseCores the number of cores of the database's machine, 0 if unknown
 * @param databaseSpindles the number of spinning disks of the database's machine; not negative
 */
public record AdviceSettings(
        Duration longestWait, int threads, int databaseConnections, int databaseCores, int databaseSpindles) {

    public static final AdviceSettings DEFAULT = new AdviceSettings(Duration.ofMillis(10), 0, 0, 0, 1);

    public AdviceSettings {
        if (longestWait.isNegative() || longestWait.isZero()) {
            throw new IllegalArgumentException("longestWait must be longer than zero, was " + longestWait);
        }
        notNegative("threads", threads);
        notNegative("databaseConnections", databaseConnections);
        notNegative("databaseCores", databaseCores);
        notNegative("databaseSpindles", databaseSpindles);
    }

    private static void notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
    }
}
