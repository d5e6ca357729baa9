package io.leasewatch.bench;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.monitor.history.HistoryDay;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.history.Sampler;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A sample of 50 pools, each with a connection out: read and taken, and written to a file as well. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SamplingBenchmark {

    private static final int POOLS = 50;

    /** How far the sample goes. */
    public enum Sampling {
        TAKEN,
        WRITTEN
    }

    @Param
    public Sampling sampling;

    private final List<Lease> open = new ArrayList<>();
    private PoolWatch pools;
    private Sampler sampler;
    private HistoryDay day;
    private long taken;

    @Setup
    public void open() throws IOException, SQLException {
        Leases leases = new Leases();
        for (int i = 0; i < POOLS; i++) {
            open.add(leases.take("jdbc/pool" + i));
        }
        pools = new PoolWatch(
                leases.registry, List.of(), List.of(), InstantSource.system(), leases.ticker, PoolSettings.DEFAULT);
        sampler = new Sampler(pools, leases.registry, new LeakLedger(10), "one");
        day = HistoryDay.inFile();
    }

    @Benchmark
    public Batch sample() throws SQLException {
        pools.read();
        Batch batch = sampler.apply(Instant.ofEpochSecond(30 * ++taken));
        if (sampling == Sampling.WRITTEN) {
            day.store().write(batch);
        }
        return batch;
    }

    @TearDown
    public void close() throws IOException, SQLException {
        day.close();
    }
}
