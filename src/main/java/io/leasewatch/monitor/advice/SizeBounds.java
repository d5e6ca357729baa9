package io.leasewatch.monitor.advice;

import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a pool's size, independent of its load.
 *
 * @param floor the size below which threads that take several connections can deadlock; 1 if no thread does
 * @param ceiling how many connections the database allows for this pool, {@code null} if unknown
 * @param ceilingIs the origin of the ceiling in words; empty if it is unknown
 * @param hint how many statements the database can execute at a time by a rule of thumb, {@code null} if its machine is unknown
 */
record SizeBounds(
        int floor,
        @Nullable Integer ceiling,
        String ceilingIs,
        @Nullable Integer hint) {

    /** Derives the limits from settings and readings. Assumes that all pools use one database. */
    static SizeBounds of(String pool, int floor, List<PoolReading> readings, AdviceSettings settings) {
        Integer all = all(readings, settings);
        if (all == null) {
            return new SizeBounds(floor, null, "", hint(settings));
        }
        int others = readings.stream()
                .filter(reading -> reading.kind() == PoolKind.JDBC
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
        // With several databases it is unknown which one a pool uses.
        return known.size() == 1 ? known.get(0) : null;
    }

    /** {@code cores × 2 + spindles}: HikariCP's wiki, "About Pool Sizing", which quotes PostgreSQL's wiki. */
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
