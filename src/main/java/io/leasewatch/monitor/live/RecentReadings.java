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

/** The last five minutes of every pool, second by second, whether anybody watches or not: about 50 KB a pool. Thread-safe. */
public final class RecentReadings {

    static final int MOST_POINTS = 300;

    /** Pools that come and go are not kept for ever. */
    private static final int MOST_POOLS = 200;

    private final Map<String, Deque<Point>> pools = new TreeMap<>();

    /** Takes note of what was read. */
    public synchronized void add(List<PoolReading> readings, Instant now) {
        long at = now.toEpochMilli();
        for (PoolReading reading : readings) {
            if (pools.size() < MOST_POOLS || pools.containsKey(reading.poolName())) {
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

    /** For each pool, the oldest first. */
    public synchronized Map<String, List<Point>> points() {
        return pools.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (a, b) -> a, TreeMap::new));
    }

    /**
     * A pool at one moment.
     *
     * @param at milliseconds since 1970
     * @param used connections in use
     * @param idle connections that wait for somebody
     * @param waiting threads that wait for one, {@code null} if nobody knows
     * @param max the most it opens, {@code null} if nobody knows
     * @param peak the most that were in use at once since the point before, {@code null} if nobody knows
     * @param wait95 how long 95 of 100 waited at most in the last minute, in milliseconds, {@code null} if nobody did
     * @param hold50 how long half were held at most
     * @param hold95 how long 95 of 100 were
     * @param hold99 how long 99 of 100 were
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
