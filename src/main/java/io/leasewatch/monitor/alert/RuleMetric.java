package io.leasewatch.monitor.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The metrics that threshold rules can use. A test compares them with {@code docs/alerts.md}. */
public enum RuleMetric {
    UTILIZATION(Of.POOL, "%", "the share of the maximum that is in use", "{name} is {value}% utilized"),
    PEAK(
            Of.POOL,
            "%",
            "the highest utilization in the last minute; unknown for pools that are expected to be full",
            "{name} was up to {value}% utilized in the last minute"),
    IN_USE(Of.POOL, "connections", "connections in use", "{name} has {value} connection{s} in use"),
    IDLE(Of.POOL, "connections", "open connections that are not in use", "{name} has {value} idle connection{s}"),
    OPEN(Of.POOL, "connections", "open connections, in use or idle", "{name} has {value} open connection{s}"),
    WAITING(Of.POOL, "threads", "threads that wait for a connection", "{name} has {value} waiting thread{s}"),
    OLDEST_WAIT(
            Of.POOL,
            "seconds",
            "how long the first in the queue has waited; known only for some pools, such as those of PgBouncer",
            "The first in the queue of {name} has waited for {value} s"),
    TIMEOUTS(
            Of.POOL,
            "acquisitions",
            "acquisitions that timed out in the last minute",
            "{value} acquisition{s} from {name} timed out in the last minute"),
    RETAINED(
            Of.POOL,
            "connections",
            "connections that are closed but that the server retains for a unit of work",
            "{name} has {value} closed connection{s} that the server retains for a unit of work"),
    RETAINED_SHARE(
            Of.POOL,
            "%",
            "retained connections as a share of the maximum",
            "{value}% of {name} is closed but retained for units of work"),
    STRANDED(
            Of.POOL,
            "connections",
            "connections in use that have no handle and belong to no unit of work",
            "{name} has {value} stranded connection{s}"),
    UNEXPLAINED(
            Of.POOL,
            "connections",
            "connections in use that no lease and no unit of work explains",
            "{name} has {value} connection{s} in use that nothing explains"),
    LEAKS(Of.POOL, "leases", "leaks whose lease is still open", "{name} has {value} leaked connection{s}"),
    OLDEST_AGE(
            Of.POOL,
            "seconds",
            "how long the oldest lease has been held",
            "The oldest lease of {name} has been held for {value} s"),
    ACTIVE(Of.SERVICE, "leases", "leases that a service holds", "{name} holds {value} lease{s}"),
    ERRORS(
            Of.SERVICE,
            "errors",
            "errors of a service's work in the last five minutes",
            "{name} had {value} error{s} in the last five minutes"),
    ERROR_RATE(
            Of.SERVICE,
            "%",
            "errors per hundred leases that ended in the last five minutes; unknown if fewer than 20 ended",
            "{value}% of the work of {name} failed in the last five minutes"),
    SILENT(
            Of.SERVICE,
            "seconds",
            "time since the service last took a lease",
            "{name} has taken no lease for {value} s");

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

    /** Whether it is a metric of pools or of services. */
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
        return sentence.replace("{value}", value)
                .replace("{s}", value.equals("1") ? "" : "s")
                .replace("{name}", name);
    }

    /**
     * Parses a name such as {@code in-use}.
     *
     * @throws IllegalArgumentException if the name is unknown
     */
    public static RuleMetric of(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metric must be one of "
                        + Arrays.stream(values()).map(RuleMetric::word).collect(Collectors.joining(", ")) + ", was "
                        + word));
    }

    /** What a metric is measured of. */
    public enum Of {
        POOL,
        SERVICE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
