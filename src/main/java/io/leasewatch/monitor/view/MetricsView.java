package io.leasewatch.monitor.view;

import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Totals over all pools. {@code utilization} is the highest utilization of a pool of
 * database connections, here or in PgBouncer, 0 to 1. Connections are counted in the
 * pools of this JVM only, because a connection through PgBouncer would otherwise count twice. {@code waiting} includes the
 * clients that wait in PgBouncer.
 */
public record MetricsView(
        int active, int idle, int waiting, int max, double utilization, int openLeaks, long timeouts) {

    public static MetricsView of(List<PoolReading> all, int openLeaks) {
        List<PoolReading> readings =
                all.stream().filter(reading -> reading.kind() == PoolKind.JDBC).toList();
        return new MetricsView(
                readings.stream().mapToInt(PoolReading::inUseCount).sum(),
                readings.stream().mapToInt(PoolReading::idleCount).sum(),
                all.stream().mapToInt(PoolReading::waiting).sum(),
                readings.stream()
                        .mapToInt(reading -> reading.maxCount() == null ? 0 : reading.maxCount())
                        .sum(),
                all.stream()
                        .filter(reading -> reading.kind() == PoolKind.JDBC || reading.kind() == PoolKind.PGBOUNCER)
                        .map(PoolReading::utilizationPercent)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .map(percent -> Math.round(percent * 10) / 1000.0)
                        .orElse(0.0),
                openLeaks,
                readings.stream().mapToLong(PoolReading::timeouts).sum());
    }
}
