package io.leasewatch.monitor.live;

import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The readings of every pool in the last five minutes, one per second, about 50 KB per pool. Thread-safe. */
public final class RecentReadings {

    static final int MOST_POINTS = 300;

    /** Bounds the memory. If there are more pools, those that are used first are kept. */
    private static final int MOST_POOLS = 200;

    private final Map<String, Deque<Point>> pools = new TreeMap<>();

    /** Adds the readings of one poll. */
    public synchronized void add(List<PoolReading> readings, Instant now) {
        long at = now.toEpochMilli();
        for (PoolReading reading : readings) {
            boolean wanted = readings.size() <= MOST_POOLS || reading.inUseCount() > 0;
            if (pools.containsKey(reading.poolName()) || wanted && pools.size() < MOST_POOLS) {
                Deque<Point> points = pools.computeIfAbsent(reading.poolName(), name -> new ArrayDeque<>());
                points.addLast(Point.of(reading, at));
                if (points.size() > MOST_POINTS) {
                    points.removeFirst();
                }
            }
        }
        long oldest = at - MOST_POINTS * 1000L;
        pools.values().removeIf(points -> points.getLast().at() < oldest);
    }

    /** The points of each pool, the oldest first. */
    public synchronized Map<String, List<Point>> points() {
        return pools.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (a, b) -> a, TreeMap::new));
    }

    /**
     * A pool at one moment. Waits and hold times are of the last minute, in milliseconds, {@code null} if there were none.
     *
     * @param at milliseconds since 1970
     * @param used connections in use
     * @param idle idle connections
     * @param waiting waiting threads, {@code null} if unknown
     * @param max the maximum size, {@code null} if unknown
     * @param peak the maximum of connections in use since the previous point, {@code null} if unknown
     * @param wait95 the 95th percentile of waits
     * @param hold50 the median of hold times
     * @param hold95 the 95th percentile of hold times
     * @param hold99 the 99th percentile of hold times
     */
    public record Point(
            long at,
            int used,
            int idle,
            @Nullable Integer waiting,
            @Nullable Integer max,
            @Nullable Integer peak,
            @Nullable Double wait95,
            @Nullable Double hold50,
            @Nullable Double hold95,
            @Nullable Double hold99) {

        static Point of(PoolReading reading, long at) {
            return new Point(
                    at,
                    reading.inUseCount(),
                    reading.idleCount(),
                    reading.waitingCount(),
                    reading.maxCount(),
                    reading.peakCount(),
                    millis(reading.waits(), Percentiles::p95),
                    millis(reading.holds(), Percentiles::p50),
                    millis(reading.holds(), Percentiles::p95),
                    millis(reading.holds(), Percentiles::p99));
        }

        private static @Nullable Double millis(@Nullable RecentDurations times, Function<Percentiles, Duration> of) {
            return times == null || times.minute().count() == 0
                    ? null
                    : (Double) (of.apply(times.minute()).toNanos() / 1000 / 1e3);
        }
    }
}
