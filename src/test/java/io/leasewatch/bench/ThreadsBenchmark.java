package io.leasewatch.bench;

import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.Ticker;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * Connections taken and closed by one thread and by eight; and beside that eight that share no pool and no registry, which shows what
 * the machine and its collector let eight threads do.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ThreadsBenchmark {

    /** A pool that all threads share. */
    @State(Scope.Benchmark)
    public static class Shop {
        private final DataSource dataSource = watched();
    }

    /** A pool for each thread. */
    @State(Scope.Thread)
    public static class Stall {
        private final DataSource dataSource = watched();
    }

    private static DataSource watched() {
        LeaseSettings usual = LeaseSettings.DEFAULT;
        LeaseRegistry registry = new LeaseRegistry(
                Ticker.SYSTEM, new LeaseSettings(true, CaptureMode.SITE, usual.historySize(), usual.packages()));
        return new WatchedDataSource(new StubDataSource(), registry.pool("stub", ""), registry);
    }

    @Benchmark
    @Threads(1)
    public void leasesOfOneThread(Shop shop) throws SQLException {
        shop.dataSource.getConnection().close();
    }

    @Benchmark
    @Threads(8)
    public void leasesOfEightThreads(Shop shop) throws SQLException {
        shop.dataSource.getConnection().close();
    }

    @Benchmark
    @Threads(8)
    public void leasesOfEightThreadsApart(Stall stall) throws SQLException {
        stall.dataSource.getConnection().close();
    }
}
