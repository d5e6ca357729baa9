package io.leasewatch.monitor.advice;

import java.time.Duration;

/**
 * What advice aims at, and what nobody can measure from here.
 *
 * @param longestWait what 95 of 100 who ask for a connection should at most wait, longer than zero
 * @param threads how many threads ever ask a pool at once, 0 if nobody knows
 * @param databaseConnections how many connections all pools of this server may take of the database together, 0 if nobody knows
 * @param databaseCores the cores of the database's machine, 0 if nobody knows
 * @param databaseSpindles the disks of the database's machine that seek, not negative
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
