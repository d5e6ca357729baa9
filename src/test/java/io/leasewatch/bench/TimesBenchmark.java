package io.leasewatch.bench;

import io.leasewatch.jdbc.WatchedDataSource;
import io.leasewatch.lease.CaptureMode;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.LeaseSettings;
import io.leasewatch.pool.PoolSettings;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.time.Ticker;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What recording the wait and the hold adds to a connection that is taken and closed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimesBenchmark {

    /** Who hears of the leases. */
    public enum Recorded {
        NO_TIMES,
        WAIT_AND_HOLD
    }

    @Param
    public Recorded recorded;

    private Callable<Connection> acquire;

    @Setup
    public void open() {
        LeaseSettings usual = LeaseSettings.DEFAULT;
        LeaseRegistry registry = new LeaseRegistry(
                Ticker.SYSTEM, new LeaseSettings(true, CaptureMode.OFF, usual.historySize(), usual.ignoredPackages()));
        if (recorded == Recorded.WAIT_AND_HOLD) {
            PoolWatch pools = new PoolWatch(
                    registry, List.of(), List.of(), InstantSource.system(), Ticker.SYSTEM, PoolSettings.DEFAULT);
            registry.addListener(pools.times());
        }
        DataSource dataSource = new WatchedDataSource(new StubDataSource(), registry.pool("stub", ""), registry);
        acquire = Frames.below(10, dataSource::getConnection);
    }

    @Benchmark
    public void acquireAndClose() throws Exception {
        acquire.call().close();
    }
}
