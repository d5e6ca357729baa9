package io.leasewatch.bench;

import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.time.Ticker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
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

/** One statement executed with a connection that is held all the time, by a driver that does nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatementBenchmark {

    /** Whose statement it is. */
    public enum Executor {
        BARE_STATEMENT,
        WATCHED_STATEMENT,
        /** Slow ones are taken note of, and this is none. */
        WATCHED_STATEMENT_FOR_SLOWNESS
    }

    @Param
    public Executor executor;

    private Connection connection;
    private PreparedStatement statement;

    @Setup
    public void take() throws SQLException {
        LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
        if (executor == Executor.WATCHED_STATEMENT_FOR_SLOWNESS) {
            registry.executions().setListener(Duration.ofSeconds(1), (lease, sql, nanos) -> {});
        }
        DataSource bare = new StubDataSource();
        DataSource source = executor == Executor.BARE_STATEMENT
                ? bare
                : new WatchedDataSource(bare, registry.pool("stub", ""), registry);
        connection = source.getConnection();
        statement = connection.prepareStatement("update orders set total = ?");
    }

    @TearDown
    public void giveBack() throws SQLException {
        connection.close();
    }

    @Benchmark
    public int execute() throws SQLException {
        return statement.executeUpdate();
    }
}
