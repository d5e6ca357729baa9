package io.leasewatch.monitor.pool;

import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Since when pools have been exhausted, and how often each was. Not thread-safe. */
final class ExhaustionTracker {

    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Long> episodes = new HashMap<>();

    /** Takes note of what was read at {@code nowNanos}. */
    void note(List<PoolReading> readings, long nowNanos) {
        Set<String> exhausted = new HashSet<>();
        readings.stream().filter(PoolReading::isExhausted).forEach(reading -> {
            String pool = reading.poolName();
            exhausted.add(pool);
            if (since.putIfAbsent(pool, nowNanos) == null) {
                episodes.merge(pool, 1L, Long::sum);
            }
        });
        since.keySet().retainAll(exhausted);
    }

    /** How often the pool became exhausted. */
    long episodes(String pool) {
        return episodes.getOrDefault(pool, 0L);
    }

    /** For how long the pool that is worst off has been exhausted by {@code nowNanos}, zero if none is. */
    Duration longest(long nowNanos) {
        return Duration.ofNanos(since.values().stream()
                .mapToLong(began -> nowNanos - began)
                .max()
                .orElse(0));
    }

    /** Begins to count anew. */
    void reset() {
        episodes.clear();
    }
}
