package io.leasewatch.monitor.view;

import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.util.List;

/**
 * Totals over all pools. {@code utilization} is the highest utilization of a pool, in percent. Connections are counted in the
 * pools of this JVM only, because a connection through PgBouncer would otherwise count twice. {@code waiting} includes the
 * clients that wait in PgBouncer.
 */
public record MetricsView(
        int active, int idle, int waiting, int max, double utilization, int openLeaks, long timeouts) {

    public static MetricsView of(List<PoolReading> all, int openLeaks) {
        List<PoolReading> readings = all.stream()
                .filter(reading -> reading.kind() == PoolKind.APPLICATION)
                .toList();
        return new MetricsView(
                readings.stream().mapToInt(PoolReading::inUseCount).sum(),
                readings.stream().mapToInt(PoolReading::idleCount).sum(),
                all.stream().mapToInt(PoolReading::waiting).sum(),
                readings.stream()
                        .mapToInt(reading -> reading.maxCount() == null ? 0 : reading.maxCount())
                        .sum(),
                all.stream().mapToDouble(PoolReading::utilizationPercent).max().orElse(0),
                openLeaks,
                readings.stream().mapToLong(PoolReading::timeouts).sum());
    }
}
