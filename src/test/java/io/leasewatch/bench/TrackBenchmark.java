package io.leasewatch.bench;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.request.FakeInvocation;
import io.leasewatch.core.site.CaptureMode;
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

/** A method that does nothing, called through the interceptor of {@link TrackConnections}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TrackBenchmark {

    @Param
    public CaptureMode capture;

    private final FakeInvocation call = FakeInvocation.of(new Worker(), "work", () -> "");

    private LeaseSettings before = LeaseSettings.DEFAULT;

    @Setup
    public void settings() {
        before = LeaseRegistry.shared().settings();
        LeaseRegistry.shared().apply(new LeaseSettings(true, capture, before.historySize(), before.packages()));
    }

    /** Tests of the same JVM have the same registry. */
    @TearDown
    public void restore() {
        LeaseRegistry.shared().apply(before);
    }

    @Benchmark
    public Object trackedCall() throws Exception {
        return call.again().intercepted();
    }

    /** Somebody with a tracked method. */
    public static final class Worker {

        @TrackConnections(service = "bench")
        public void work() {}
    }
}
