package io.leasewatch.web.view;

import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.util.List;

/**
 * All pools in one line: sums of those that can tell, and the utilization of the pool that is worst off, in percent. Connections are those of
 * pools inside this JVM: one that passes a PgBouncer is a connection there too, and counts once. Who waits, waits in one place.
 */
public record MetricsView(
        int active, int idle, int waiting, int max, double utilization, int openLeaks, long timeouts) {

    public static MetricsView of(PoolWatch pools, LeakLedger ledger) {
        List<PoolReading> all = pools.readings();
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
                ledger.open().size(),
                readings.stream().mapToLong(PoolReading::timeouts).sum());
    }
}
