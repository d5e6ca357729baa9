package io.leasewatch.bench;

import io.leasewatch.core.lease.ManyLeases;
import io.leasewatch.monitor.leak.LeakDetector;
import io.leasewatch.monitor.leak.LeakSettings;
import java.time.InstantSource;
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

/** A look for leaks among leases that are all right. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SweepBenchmark {

    /** What is looked for. */
    public enum Sweep {
        LOOK,
        SWEEP
    }

    @Param
    public Sweep sweep;

    @Param({"100000", "1000000"})
    public int leases;

    private ManyLeases many;
    private LeakDetector detector;

    @Setup
    public void open() {
        many = new ManyLeases(leases);
        LeakSettings usual = LeakSettings.DEFAULT;
        detector = new LeakDetector(many.registry, InstantSource.system(), usual, List.of());
    }

    @Benchmark
    public void look() {
        if (sweep == Sweep.LOOK) {
            detector.check();
        } else {
            detector.sweep();
        }
    }
}
