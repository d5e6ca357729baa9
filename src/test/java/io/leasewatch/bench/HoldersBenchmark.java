package io.leasewatch.bench;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.leak.HoldersSettings;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One look at who holds a pool: each connection is in the hands of a thread of its own, which waits 100 frames down. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HoldersBenchmark {

    static final String HOLDERS = "50";

    private static final int FRAMES = 100;
    private static final String SQL =
            "select o.id, o.customer, o.total from orders o where o.customer = 'c-17' and o.total > 100 order by o.id";

    /** Moves on by an hour at each look, so that none is too soon after the one before. */
    private final AtomicLong hours = new AtomicLong();

    private final Ticker ticker = () -> TimeUnit.HOURS.toNanos(hours.incrementAndGet());
    private final LeaseRegistry registry = new LeaseRegistry(ticker, LeaseSettings.DEFAULT);
    private final Pool pool = registry.pool("main", "");
    private final CountDownLatch end = new CountDownLatch(1);
    private final HoldersWatch watch = new HoldersWatch(registry, InstantSource.system(), HoldersSettings.DEFAULT);
    private List<PoolReading> readings = List.of();

    @Param(HOLDERS)
    public int holders;

    @Setup
    public void take() throws InterruptedException {
        Logger.getLogger(HoldersWatch.class.getName()).setLevel(Level.OFF);
        readings = List.of(
                PoolReading.of("main", WatchedBy.WRAPPER, InstantSource.system().instant())
                        .open(0, holders)
                        .waiting(1)
                        .max(holders)
                        .build());
        CountDownLatch taken = new CountDownLatch(holders);
        for (int i = 0; i < holders; i++) {
            Thread thread = new Thread(() -> hold(taken), "holder-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        taken.await();
        watch.read(readings);
    }

    @TearDown
    public void giveBack() {
        end.countDown();
    }

    private void hold(CountDownLatch taken) {
        try {
            Object held = Frames.below(FRAMES, () -> {
                        registry.executions().started(Objects.requireNonNull(registry.open(Acquisition.of(pool))), SQL);
                        taken.countDown();
                        end.await();
                        return pool;
                    })
                    .call();
            Objects.requireNonNull(held);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Object lookAtTheHolders() {
        pool.timedOut();
        watch.read(readings);
        return watch.snapshots();
    }
}
