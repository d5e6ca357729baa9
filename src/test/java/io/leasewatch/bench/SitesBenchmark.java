package io.leasewatch.bench;

import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.leak.SiteSettings;
import java.sql.Connection;
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

/** What the ledger of sites adds to a connection that is taken and closed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SitesBenchmark {

    /** Who hears of the leases. */
    public enum Heard {
        BARE,
        BY_NOBODY,
        BY_THE_LEDGER
    }

    @Param
    public Heard heard;

    private Callable<Connection> acquire;

    @Setup
    public void open() {
        LeaseSettings usual = LeaseSettings.DEFAULT;
        LeaseRegistry registry = new LeaseRegistry(
                Ticker.SYSTEM, new LeaseSettings(true, CaptureMode.OFF, usual.historySize(), usual.packages()));
        if (heard == Heard.BY_THE_LEDGER) {
            registry.addListener(new SiteLedger(registry, SiteSettings.DEFAULT));
        }
        DataSource bare = new StubDataSource();
        DataSource dataSource =
                heard == Heard.BARE ? bare : new WatchedDataSource(bare, registry.pool("stub", ""), registry);
        acquire = Frames.below(10, dataSource::getConnection);
    }

    @Benchmark
    public void acquireAndClose() throws Exception {
        acquire.call().close();
    }
}
