package io.leasewatch.bench;

import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.database.DownDatabase;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Asking for a connection to a database that is down, with the breaker on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RefusalBenchmark {

    private DataSource dataSource;

    @Setup
    public void open() {
        LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
        Pool pool = registry.pool("jdbc/app", "");
        pool.guardedBy(DownDatabase.gate());
        dataSource = new WatchedDataSource(new StubDataSource(), pool, registry);
    }

    @Benchmark
    public String refusedByTheBreaker() throws SQLException {
        try {
            dataSource.getConnection().close();
        } catch (SQLException e) {
            return e.getSQLState();
        }
        throw new IllegalStateException("let through");
    }
}
