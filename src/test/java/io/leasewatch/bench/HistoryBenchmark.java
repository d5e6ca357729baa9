package io.leasewatch.bench;

import io.leasewatch.monitor.history.Aggregate;
import io.leasewatch.monitor.history.AggregateStep;
import io.leasewatch.monitor.history.HistoryDay;
import io.leasewatch.monitor.history.SampleSubject;
import io.leasewatch.monitor.history.TimeRange;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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

/** A day of 20 pools, 2,880 samples of each, summed up by the hour. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HistoryBenchmark {

    /** Where the day is kept. */
    public enum Store {
        H2,
        POSTGRESQL
    }

    @Param
    public Store store;

    private HistoryDay day;
    private long asked;

    @Setup
    public void live() throws IOException, SQLException {
        day = store == Store.H2 ? HistoryDay.inFile() : HistoryDay.inPostgres();
        day.live();
    }

    @Benchmark
    public List<Aggregate> hours24() throws SQLException {
        // A question that is asked twice need not be answered by looking.
        Instant now = HistoryDay.END.plusMillis(++asked % 1_000_000);
        return day.store()
                .aggregates(
                        SampleSubject.POOL,
                        TimeRange.between(now.minus(Duration.ofHours(24)), now),
                        AggregateStep.HOUR);
    }

    @TearDown
    public void end() throws IOException, SQLException {
        day.close();
    }
}
