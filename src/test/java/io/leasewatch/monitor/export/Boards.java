package io.leasewatch.monitor.export;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import java.util.List;

/** A board that knows what it is told. */
public final class Boards {

    final Leases leases = new Leases();
    private final FakeSource source = new FakeSource();
    private final PoolWatch pools = new PoolWatch(
            leases.registry, List.of(), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);

    public final MetricsSnapshot board =
            new MetricsSnapshot(List.of(source), new HistogramBuckets(leases.registry, pools.times()));

    public void tell(Metric quantity, Number value, String... tags) {
        source.value(quantity, value, tags);
    }
}
