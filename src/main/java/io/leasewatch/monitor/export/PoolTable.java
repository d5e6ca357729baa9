package io.leasewatch.monitor.export;

import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest readings as a table. Ratios are 0 to 1, times in milliseconds; wait and hold times are those of the last minute. */
final class PoolTable {

    static final List<String> HEADER = List.of(
            "timestamp",
            "pool",
            "kind",
            "watchedBy",
            "utilization",
            "active",
            "idle",
            "waiting",
            "max",
            "min",
            "peak",
            "timeouts",
            "exhaustions",
            "leaks",
            "waitMillis",
            "holdMillis",
            "oldestAgeMillis",
            "oldestWaitMillis");

    private PoolTable() {}

    /** Writes a row for each reading. {@code leaks} has the number of open leaks by pool. */
    static void write(Collection<PoolReading> readings, Map<String, Long> leaks, OutputStream out) throws IOException {
        CsvTable table = new CsvTable(out, HEADER);
        for (PoolReading reading : readings) {
            table.row(
                    reading.timestamp(),
                    reading.poolName(),
                    reading.kind().name().toLowerCase(Locale.ROOT),
                    reading.watchedBy().words(),
                    reading.utilization(),
                    reading.inUseCount(),
                    reading.idleCount(),
                    reading.waitingCount(),
                    reading.maxCount(),
                    reading.minCount(),
                    reading.recentPeakCount(),
                    reading.timeouts(),
                    reading.exhaustions(),
                    leaks.getOrDefault(reading.poolName(), 0L),
                    p95(reading.waits()),
                    p95(reading.holds()),
                    millis(reading.oldestAge()),
                    millis(reading.oldestWait()));
        }
        table.flush();
    }

    private static @Nullable Double p95(@Nullable RecentDurations times) {
        return times == null || times.minute().count() == 0
                ? null
                : millis(times.minute().p95());
    }

    private static @Nullable Double millis(@Nullable Duration time) {
        return time == null ? null : (Double) (time.toNanos() / 1e6);
    }
}
