package io.leasewatch.monitor.export;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Metrics with the values that a test sets. */
public final class Boards {

    final Leases leases = new Leases();
    private final FakeSource source = new FakeSource();
    private final Map<String, Integer> pools = new HashMap<>();
    private final PoolWatch watch = new PoolWatch(
            leases.registry, List.of(), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);

    public final MetricsSnapshot board =
            new MetricsSnapshot(leases.registry, watch, List.of(source), new MetricLabels(() -> pools, Map::of));

    public void tell(Metric quantity, Number value, String... tags) {
        for (String tag : tags) {
            pools.put(tag, 0);
        }
        source.value(quantity, value, tags);
        board.update();
    }
}
