package io.leasewatch.export;

import io.leasewatch.lease.Leases;
import io.leasewatch.pool.PoolSettings;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.time.ManualClock;
import java.util.List;

/** A board that knows what it is told. */
public final class Boards {

    final Leases leases = new Leases();
    private final FakeSource source = new FakeSource();
    private final PoolWatch pools = new PoolWatch(
            leases.registry, List.of(), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);

    public final Board board = new Board(List.of(source), new Buckets(leases.registry, pools.times()));

    public void tell(Quantity quantity, Number value, String... tags) {
        source.value(quantity, value, tags);
    }
}
