package io.leasewatch.monitor.advice;

import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which sizes a pool must stay, whatever is asked of it.
 *
 * @param floor below it threads that take several connections can lock each other out; 1 if none does
 * @param ceiling how many the database has for it, {@code null} if nobody knows
 * @param ceilingIs where the ceiling comes from, in words; empty if nobody knows one
 * @param hint how many the database can work on at once by a rule of thumb, {@code null} if nobody knows its machine
 */
record SizeBounds(
        int floor,
        @Nullable Integer ceiling,
        String ceilingIs,
        @Nullable Integer hint) {

    /** As far as settings and readings tell; the pools are taken to share one database. */
    static SizeBounds of(String pool, int floor, List<PoolReading> readings, AdviceSettings settings) {
        Integer all = all(readings, settings);
        if (all == null) {
            return new SizeBounds(floor, null, "", hint(settings));
        }
        int others = readings.stream()
                .filter(reading -> reading.kind() == PoolKind.APPLICATION
                        && !reading.poolName().equals(pool)
                        && reading.maxCount() != null)
                .mapToInt(PoolReading::maxCount)
                .sum();
        String words = "of the " + all + " connections that the database has for this server, the other pools may take "
                + others;
        return new SizeBounds(floor, Math.max(1, all - others), words, hint(settings));
    }

    private static @Nullable Integer all(List<PoolReading> readings, AdviceSettings settings) {
        if (settings.databaseConnections() > 0) {
            return settings.databaseConnections();
        }
        List<Integer> known = readings.stream()
                .filter(reading -> reading.kind() == PoolKind.POSTGRESQL && reading.maxCount() != null)
                .map(PoolReading::maxCount)
                .toList();
        // With several databases nobody knows which one a pool belongs to.
        return known.size() == 1 ? known.get(0) : null;
    }

    /** {@code cores × 2 + spindles}: HikariCP's wiki, "About Pool Sizing", which has it from PostgreSQL's. */
    private static @Nullable Integer hint(AdviceSettings settings) {
        return settings.databaseCores() == 0
                ? null
                : (Integer) (settings.databaseCores() * 2 + settings.databaseSpindles());
    }

    boolean conflict() {
        return ceiling != null && floor > ceiling;
    }

    int within(int size) {
        int enough = Math.max(floor, size);
        return ceiling == null ? enough : Math.min(ceiling, enough);
    }
}
