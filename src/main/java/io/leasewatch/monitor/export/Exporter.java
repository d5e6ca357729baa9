package io.leasewatch.monitor.export;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.leasewatch.monitor.history.Aggregate;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.SampleSubject;
import io.leasewatch.monitor.history.ServiceSample;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes exports. Thread-safe; how much it writes is bounded by the pools of the server. */
public final class Exporter {

    private final MetricsSnapshot board;
    private final PoolWatch pools;
    private final LeakLedger ledger;
    private final InstantSource clock;
    private final Supplier<String> instance;

    /** @param instance what this server is called where it is one of several */
    public Exporter(
            MetricsSnapshot board, PoolWatch pools, LeakLedger ledger, InstantSource clock, Supplier<String> instance) {
        this.board = board;
        this.pools = pools;
        this.ledger = ledger;
        this.clock = clock;
        this.instance = instance;
    }

    /**
     * Writes what is now, and leaves {@code out} open. In CSV that are the pools; in the other formats all quantities.
     *
     * @param pool the only pool to be written of, {@code null} for everything
     */
    public void now(Format format, @Nullable String pool, OutputStream out) throws IOException {
        switch (format) {
            case CSV -> PoolTable.write(readings(pool), openLeaks(), out);
            case PROMETHEUS -> ExpositionFormat.PROMETHEUS.write(series(pool), out);
            case OPENMETRICS -> ExpositionFormat.OPENMETRICS.write(series(pool), out);
            case INFLUX -> {
                Writer lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                InfluxLines.write(series(pool), Map.of(Tags.INSTANCE, instance.get()), clock.instant(), lines);
                lines.flush();
            }
        }
    }

    /**
     * Writes samples of pools, and leaves {@code out} open.
     *
     * @param format one that {@linkplain Format#tellsHistory() tells of what was}
     */
    public static void pools(Format format, List<PoolSample> samples, OutputStream out) throws IOException {
        if (format == Format.CSV) {
            SampleTables.writePools(samples, out);
            return;
        }
        if (format != Format.INFLUX) {
            throw new IllegalArgumentException(format.word() + " tells of now alone");
        }
        Writer lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (PoolSample sample : samples) {
            InfluxLines.write(SampleSeries.of(sample), Map.of(Tags.INSTANCE, sample.instance()), sample.at(), lines);
        }
        lines.flush();
    }

    /** Writes samples of services as CSV. */
    public static void services(List<ServiceSample> samples, OutputStream out) throws IOException {
        SampleTables.writeServices(samples, out);
    }

    /** Writes sums as CSV. */
    public static void aggregates(SampleSubject subject, List<Aggregate> aggregates, OutputStream out)
            throws IOException {
        SampleTables.writeAggregates(subject.name().toLowerCase(Locale.ROOT), aggregates, out);
    }

    private List<PoolReading> readings(@Nullable String pool) {
        return pools.readings().stream()
                .filter(reading -> pool == null || reading.poolName().equals(pool))
                .toList();
    }

    private List<Series> series(@Nullable String pool) {
        return board.now().stream()
                .filter(series -> pool == null || series.isOf(pool))
                .toList();
    }

    private Map<String, Long> openLeaks() {
        return ledger.open().stream()
                .collect(groupingBy(leak -> leak.lease().pool().name(), counting()));
    }
}
