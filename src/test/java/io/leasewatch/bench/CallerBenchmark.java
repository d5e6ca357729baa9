package io.leasewatch.bench;

import io.leasewatch.agent.WovenLoader;
import io.leasewatch.agent.advice.HookKey;
import io.leasewatch.core.hooks.Hooks;
import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.Ticker;
import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A connection taken by a class of an application as the agent leaves it behind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallerBenchmark {

    /** Who asks, and whether anybody wants to know where. */
    public enum Caller {
        WOVEN_OFF(CaptureMode.OFF),
        WOVEN_SITE(CaptureMode.SITE),
        WOVEN_FULL(CaptureMode.FULL);

        final CaptureMode capture;

        Caller(CaptureMode capture) {
            this.capture = capture;
        }
    }

    @Param
    public Caller caller;

    @Param({"10", "100"})
    public int frames;

    private Hooks hooks;
    private LeaseRegistry registry;
    private Callable<Connection> acquire;

    @Setup
    @SuppressWarnings("unchecked")
    public void open() throws ReflectiveOperationException {
        LeaseSettings usual = LeaseSettings.DEFAULT;
        registry = new LeaseRegistry(
                Ticker.SYSTEM, new LeaseSettings(true, caller.capture, usual.historySize(), usual.packages()));
        System.setProperty(HookKey.PRESENT, HookKey.VERSION);
        hooks = new Hooks(registry);
        hooks.install();
        DataSource watched = new WatchedDataSource(new StubDataSource(), registry.pool("stub", ""), registry);
        Function<DataSource, Callable<Connection>> asker =
                WovenLoader.woven(Asker.class).make(Asker.class, Function.class);
        acquire = Frames.below(frames, asker.apply(watched));
    }

    @TearDown
    public void close() {
        if (registry.captures() > 0 && caller != Caller.WOVEN_FULL) {
            throw new IllegalStateException(caller + " walked the stack");
        }
        hooks.remove();
    }

    @Benchmark
    public void acquireAndClose() throws Exception {
        acquire.call().close();
    }
}
