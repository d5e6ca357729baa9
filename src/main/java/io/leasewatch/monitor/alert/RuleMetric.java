package io.leasewatch.monitor.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a rule of one's own can look at. {@code docs/alerts.md} lists the same. */
public enum RuleMetric {
    UTILIZATION(Of.POOL, "%", "the share of the maximum that is in use", "{name} is {value}% utilized"),
    PEAK(
            Of.POOL,
            "%",
            "the highest utilization in the last minute; unknown of pools that are meant to be full",
            "{name} was up to {value}% utilized in the last minute"),
    IN_USE(Of.POOL, "connections", "connections in use", "{value} connection(s) of {name} are in use"),
    IDLE(Of.POOL, "connections", "open connections that nobody uses", "{value} connection(s) of {name} are idle"),
    OPEN(Of.POOL, "connections", "connections, in use or idle", "{value} connection(s) of {name} are open"),
    WAITING(
            Of.POOL,
            "threads",
            "threads that wait for a connection",
            "{value} thread(s) wait for a connection of {name}"),
    OLDEST_WAIT(
            Of.POOL,
            "seconds",
            "how long the one has waited that waits the longest, where that is known, as of PgBouncer",
            "The first in the queue for {name} has waited for {value} seconds"),
    TIMEOUTS(
            Of.POOL,
            "acquisitions",
            "acquisitions that ended without a connection in the last minute",
            "{value} acquisition(s) of {name} timed out in the last minute"),
    RETAINED(
            Of.POOL,
            "connections",
            "connections that were closed and that the server keeps for a unit of work",
            "{value} connection(s) of {name} are closed, but retained by their units of work"),
    RETAINED_SHARE(
            Of.POOL,
            "%",
            "the same as a share of the maximum",
            "{value}% of {name} is closed, but retained by units of work"),
    LEAKS(Of.POOL, "leases", "leaks whose lease is still out", "{value} connection(s) of {name} leaked"),
    OLDEST_AGE(
            Of.POOL,
            "seconds",
            "how long the oldest lease has been held",
            "The oldest lease of {name} has been held for {value} seconds"),
    ACTIVE(Of.SERVICE, "leases", "leases that a service holds", "{name} holds {value} lease(s)"),
    ERRORS(
            Of.SERVICE,
            "errors",
            "errors of a service's work in the last five minutes",
            "{value} piece(s) of work of {name} failed in the last five minutes"),
    ERROR_RATE(
            Of.SERVICE,
            "%",
            "errors per hundred leases that ended in the last five minutes; unknown where fewer than 20 did",
            "{value}% of the work of {name} failed in the last five minutes"),
    SILENT(
            Of.SERVICE,
            "seconds",
            "how long ago a service last took a lease",
            "{name} has taken no lease for {value} seconds");

    private final Of of;
    private final String unit;
    private final String meaning;
    private final String sentence;

    RuleMetric(Of of, String unit, String meaning, String sentence) {
        this.of = of;
        this.unit = unit;
        this.meaning = meaning;
        this.sentence = sentence;
    }

    /** Its name in rules, such as {@code in-use}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether pools have it, or services. */
    public Of of() {
        return of;
    }

    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    String sentence(String name, String value) {
        return sentence.replace("{value}", value).replace("{name}", name);
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static RuleMetric of(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metric must be one of "
                        + Arrays.stream(values()).map(RuleMetric::word).collect(Collectors.joining(", ")) + ", was "
                        + word));
    }

    /** Who has a metric. */
    public enum Of {
        POOL,
        SERVICE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
