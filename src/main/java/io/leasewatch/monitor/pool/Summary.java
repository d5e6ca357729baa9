package io.leasewatch.monitor.pool;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.SummaryPart;
import io.leasewatch.spi.SummaryPart.Subject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Logs a summary line. It covers pools of all kinds itself; other parts are {@link SummaryPart}s. Thread-safe. */
public final class Summary {

    private static final Logger LOG = SafeLogger.of(Summary.class);

    private final PoolWatch pools;
    private final List<SummaryPart> parts;
    private final Set<SummaryPart> failing =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    public Summary(PoolWatch pools, List<SummaryPart> parts) {
        this.pools = pools;
        this.parts = List.copyOf(parts);
    }

    public void log() {
        LOG.log(Level.INFO, "LSW2005I: {0}", text());
    }

    /** {@code healthy; pools: 3, 7 of 30 in use, 5 idle, 12 in total, 0 waiting, fullest jdbc/app at 23%}. */
    String text() {
        return Stream.concat(ofReadings(), parts.stream().map(this::read))
                .filter(entry -> !entry.text.isBlank())
                .sorted(Comparator.comparing(Entry::subject))
                .map(Entry::text)
                .collect(Collectors.joining("; "));
    }

    private Entry read(SummaryPart part) {
        try {
            Entry entry = new Entry(part.subject(), part.text());
            failing.remove(part);
            return entry;
        } catch (Throwable e) {
            if (failing.add(part)) {
                LOG.log(
                        Level.WARNING,
                        "LSW2006W: " + part.getClass().getName() + " failed and is missing from the summary.",
                        e);
            }
            return new Entry(Subject.OTHER, "");
        }
    }

    private Stream<Entry> ofReadings() {
        Map<PoolKind, List<PoolReading>> byKind = pools.readings().stream()
                .collect(Collectors.groupingBy(
                        PoolReading::kind, () -> new EnumMap<>(PoolKind.class), Collectors.toList()));
        return byKind.entrySet().stream()
                .map(entry ->
                        new Entry(subject(entry.getKey()), words(entry.getKey()) + ": " + text(entry.getValue())));
    }

    private static Subject subject(PoolKind kind) {
        return switch (kind) {
            case JDBC, JMS, RESOURCE_ADAPTER -> Subject.POOLS;
            case PGBOUNCER -> Subject.PGBOUNCER;
            case POSTGRESQL -> Subject.POSTGRESQL;
            case REDIS -> Subject.REDIS;
        };
    }

    private static String words(PoolKind kind) {
        return switch (kind) {
            case JDBC -> "pools";
            case JMS -> "JMS pools";
            case RESOURCE_ADAPTER -> "pools of other resource adapters";
            case PGBOUNCER -> "PgBouncer pools";
            case POSTGRESQL -> "PostgreSQL";
            case REDIS -> "Redis";
        };
    }

    private static String text(List<PoolReading> readings) {
        int max = readings.stream()
                .mapToInt(reading -> reading.maxCount() == null ? 0 : reading.maxCount())
                .sum();
        int inUse = readings.stream().mapToInt(PoolReading::inUseCount).sum();
        int idle = readings.stream().mapToInt(PoolReading::idleCount).sum();
        int total = readings.stream().mapToInt(PoolReading::totalCount).sum();
        int waiting = readings.stream().mapToInt(PoolReading::waiting).sum();
        String fullest = readings.stream()
                .filter(reading -> reading.maxCount() != null)
                .max(Comparator.comparingDouble(PoolReading::utilization))
                .map(reading ->
                        ", fullest " + reading.poolName() + " at " + Math.round(reading.utilization() * 100) + "%")
                .orElse("");
        return readings.size() + ", " + inUse + (max == 0 ? "" : " of " + max) + " in use, " + idle + " idle, " + total
                + " in total, " + waiting + " waiting"
                + fullest;
    }

    private record Entry(Subject subject, String text) {}
}
