package io.leasewatch.monitor.export;

import io.leasewatch.monitor.history.Aggregate;
import io.leasewatch.monitor.history.Aggregate.Distribution;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.ServiceSample;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history as tables. Columns that {@link PoolTable} also has are named the same. */
final class SampleTables {

    static final List<String> POOLS = List.of(
            "timestamp",
            "instance",
            "pool",
            "utilization",
            "active",
            "idle",
            "waiting",
            "max",
            "peak",
            "timeouts",
            "leaks",
            "waitMillis",
            "holdMillis");

    static final List<String> SERVICES = List.of(
            "timestamp", "instance", "service", "acquired", "released", "active", "errors", "leaks", "holdMillis");

    private static final List<String> SPREADS = List.of("utilization", "active", "waiting", "waitMillis", "holdMillis");

    private SampleTables() {}

    static void writePools(Collection<PoolSample> samples, OutputStream out) throws IOException {
        CsvTable table = new CsvTable(out, POOLS);
        for (PoolSample sample : samples) {
            table.row(
                    sample.at(),
                    sample.instance(),
                    sample.pool(),
                    sample.utilization(),
                    sample.active(),
                    sample.idle(),
                    sample.waiting(),
                    sample.max(),
                    sample.peak(),
                    sample.timeouts(),
                    sample.leaks(),
                    sample.waitMillis(),
                    sample.holdMillis());
        }
        table.flush();
    }

    static void writeServices(Collection<ServiceSample> samples, OutputStream out) throws IOException {
        CsvTable table = new CsvTable(out, SERVICES);
        for (ServiceSample sample : samples) {
            table.row(
                    sample.at(),
                    sample.instance(),
                    sample.service(),
                    sample.acquired(),
                    sample.released(),
                    sample.active(),
                    sample.errors(),
                    sample.leaks(),
                    sample.holdMillis());
        }
        table.flush();
    }

    /** @param of the subject of the aggregates: {@code pool} or {@code service} */
    static void writeAggregates(String of, Collection<Aggregate> aggregates, OutputStream out) throws IOException {
        List<String> header = new ArrayList<>(List.of("from", "instance", of, "samples"));
        for (String spread : SPREADS) {
            for (String part : List.of("Min", "Average", "P95", "Max")) {
                header.add(spread + part);
            }
        }
        CsvTable table = new CsvTable(out, header);
        for (Aggregate aggregate : aggregates) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(aggregate.from());
            row.add(aggregate.instance());
            row.add(aggregate.name());
            row.add(aggregate.samples());
            add(aggregate.utilization(), row);
            add(aggregate.active(), row);
            add(aggregate.waiting(), row);
            add(aggregate.waitMillis(), row);
            add(aggregate.holdMillis(), row);
            table.row(row.toArray());
        }
        table.flush();
    }

    private static void add(@Nullable Distribution spread, List<@Nullable Object> row) {
        row.add(spread == null ? null : (Object) spread.min());
        row.add(spread == null ? null : (Object) spread.average());
        row.add(spread == null ? null : (Object) spread.p95());
        row.add(spread == null ? null : (Object) spread.max());
    }
}
