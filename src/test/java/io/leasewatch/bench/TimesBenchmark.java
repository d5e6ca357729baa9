package io.leasewatch.bench;

import static java.util.Objects.requireNonNull;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolTimes;
import io.leasewatch.monitor.pool.PoolWatch;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Recording the wait and the hold of one lease, with the look at the clock that is made for the sake of it: whoever takes a lease looks
 * once more, before it asks. Waits and holds are from a microsecond to a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimesBenchmark {

    private static final int LEASES = 1024;

    private final Lease[] ended = new Lease[LEASES];
    private PoolTimes times;
    private Pool pool;
    private int next;

    @Setup
    public void endLeases() {
        Leases leases = new Leases();
        PoolWatch pools = new PoolWatch(
                leases.registry, List.of(), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);
        times = pools.times();
        pool = leases.registry.pool("stub", "");
        Random random = new Random(7);
        for (int i = 0; i < LEASES; i++) {
            ended[i] = requireNonNull(leases.registry.open(Acquisition.of(pool)));
            leases.ticker.advance(Duration.ofNanos((long) Math.exp(7 + random.nextDouble() * 13)));
            leases.giveBack(ended[i]);
        }
    }

    @Benchmark
    public long waitAndHold() {
        Lease lease = ended[next++ & (LEASES - 1)];
        long asked = Ticker.SYSTEM.nanos();
        times.waited(pool, lease.heldNanosAt(0));
        times.closed(lease);
        return asked;
    }
}
