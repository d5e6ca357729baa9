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

/** Writes exports. Thread-safe. The size of an export of current values is bounded by the number of pools. */
public final class Exporter {

    private final MetricsSnapshot snapshot;
    private final PoolWatch pools;
    private final LeakLedger ledger;
    private final InstantSource clock;
    private final Supplier<String> instance;

    /** @param instance the name of this server among several */
    public Exporter(
            MetricsSnapshot snapshot,
            PoolWatch pools,
            LeakLedger ledger,
            InstantSource clock,
            Supplier<String> instance) {
        this.snapshot = snapshot;
        this.pools = pools;
        this.ledger = ledger;
        this.clock = clock;
        this.instance = instance;
    }

    /**
     * Writes current values, and leaves {@code out} open. CSV contains the pools, the other formats all metrics.
     *
     * @param pool the only pool to write, {@code null} for everything
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
     * @param format a format that {@linkplain Format#supportsHistory() supports the history}
     */
    public static void pools(Format format, List<PoolSample> samples, OutputStream out) throws IOException {
        if (format == Format.CSV) {
            SampleTables.writePools(samples, out);
            return;
        }
        if (format != Format.INFLUX) {
            throw new IllegalArgumentException("format must support the history, was " + format.word());
        }
        Writer lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (PoolSample sample : samples) {
            InfluxLines.write(SampleSeries.of(sample), Map.of(Tags.INSTANCE, sample.instance()), sample.at(), lines);
        }
        lines.flush();
    }

    /** Writes samples of services as CSV, and leaves {@code out} open. */
    public static void services(List<ServiceSample> samples, OutputStream out) throws IOException {
        SampleTables.writeServices(samples, out);
    }

    /** Writes aggregates as CSV, and leaves {@code out} open. */
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
        return snapshot.now().stream()
                .filter(series -> pool == null || series.isOf(pool))
                .toList();
    }

    private Map<String, Long> openLeaks() {
        return ledger.open().stream()
                .collect(groupingBy(leak -> leak.lease().pool().name(), counting()));
    }
}
