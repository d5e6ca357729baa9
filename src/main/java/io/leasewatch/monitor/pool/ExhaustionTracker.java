package io.leasewatch.monitor.pool;

import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tracks since when pools have been exhausted, and how often each was. Not thread-safe. */
final class ExhaustionTracker {

    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Long> episodes = new HashMap<>();

    /** Records the readings of {@code nowNanos}. */
    void record(List<PoolReading> readings, long nowNanos) {
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

    /** The number of times that {@code pool} became exhausted. */
    long episodes(String pool) {
        return episodes.getOrDefault(pool, 0L);
    }

    /** The longest current exhaustion of any pool, zero if none is exhausted. */
    Duration longest(long nowNanos) {
        return Duration.ofNanos(since.values().stream()
                .mapToLong(began -> nowNanos - began)
                .max()
                .orElse(0));
    }

    /** Forgets the pools of these names. */
    void evict(Set<String> names) {
        episodes.keySet().removeAll(names);
    }

    /** Sets the counts to zero. */
    void reset() {
        episodes.clear();
    }
}
