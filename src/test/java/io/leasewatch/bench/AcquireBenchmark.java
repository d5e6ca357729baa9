package io.leasewatch.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.openjdk.jmh.annotations.TearDown;

/** One connection taken some frames down and closed, over a driver that costs nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AcquireBenchmark {

    /** Who lends the connection. */
    public enum Lender {
        BARE,
        WATCHED_OFF,
        WATCHED_SAMPLED,
        WATCHED_SITE,
        WATCHED_FULL,
        HIKARI,
        HIKARI_DETECTING,
        AGROAL_DETECTING,
        TOMCAT_DETECTING,
        DBCP_DETECTING
    }

    @Param
    public Lender lender;

    @Param({"10", "100"})
    public int frames;

    private DataSource dataSource;
    private Callable<Connection> acquire;

    @Setup
    public void open() throws SQLException {
        dataSource = switch (lender) {
            case BARE -> new StubDataSource();
            case WATCHED_OFF -> watched(CaptureMode.OFF);
            case WATCHED_SAMPLED -> watched(CaptureMode.SAMPLED);
            case WATCHED_SITE -> watched(CaptureMode.SITE);
            case WATCHED_FULL -> watched(CaptureMode.FULL);
            case HIKARI -> hikari(0);
            case HIKARI_DETECTING -> hikari(TimeUnit.MINUTES.toMillis(1));
            case AGROAL_DETECTING -> DetectingPools.agroal();
            case TOMCAT_DETECTING -> DetectingPools.tomcat();
            case DBCP_DETECTING -> DetectingPools.dbcp();
        };
        acquire = Frames.below(frames, dataSource::getConnection);
    }

    @TearDown
    public void close() throws Exception {
        if (dataSource instanceof AutoCloseable pool) {
            pool.close();
        }
    }

    @Benchmark
    public void acquireAndClose() throws Exception {
        acquire.call().close();
    }

    private static DataSource watched(CaptureMode capture) {
        LeaseSettings usual = LeaseSettings.DEFAULT;
        LeaseRegistry registry = new LeaseRegistry(
                Ticker.SYSTEM, new LeaseSettings(true, capture, usual.historySize(), usual.packages()));
        return new WatchedDataSource(new StubDataSource(), registry.pool("stub", ""), registry);
    }

    private static DataSource hikari(long leakDetectionMillis) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new StubDataSource());
        config.setMaximumPoolSize(2);
        config.setLeakDetectionThreshold(leakDetectionMillis);
        return new HikariDataSource(config);
    }
}
